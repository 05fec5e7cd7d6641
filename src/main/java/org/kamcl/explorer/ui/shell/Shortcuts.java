package org.kamcl.explorer.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/**
 * The keys of the window: what binds them and what explains them is this one table. Single letters
 * are for everywhere but text fields.
 */
final class Shortcuts {
  /** Where a key belongs in the overview. */
  enum Group {
    /** Words and searching. */
    SEARCH,
    /** Moving among hits. */
    HITS,
    /** Panes of the window. */
    PANES,
    /** Everything else. */
    WINDOW
  }

  /**
   * A key with what it does.
   *
   * @param titleKey what it does, as a key of the messages
   * @param keys all that do it, the first for the overview
   * @param action empty where a control answers to the key itself
   */
  record Binding(
      Group group, String titleKey, List<KeyCodeCombination> keys, Optional<Runnable> action) {
    /** "Ctrl+F". */
    String name() {
      return Shortcuts.name(keys.get(0));
    }

    private boolean single() {
      return keys.stream()
          .allMatch(key -> key.getShortcut() != KeyCombination.ModifierValue.DOWN && letter(key));
    }

    private static boolean letter(KeyCodeCombination key) {
      return key.getCode().isLetterKey() || key.getCode().isDigitKey();
    }
  }

  private final List<Binding> bindings = new ArrayList<>();

  /** Ctrl, or Cmd on a Mac, with a key. */
  static KeyCodeCombination shortcut(KeyCode code, Modifier... more) {
    Modifier[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = KeyCombination.SHORTCUT_DOWN;
    return new KeyCodeCombination(code, all);
  }

  /** A key alone. */
  static KeyCodeCombination key(KeyCode code, Modifier... modifiers) {
    return new KeyCodeCombination(code, modifiers);
  }

  /** Binds keys to an action. */
  void bind(Group group, String text, Runnable action, KeyCodeCombination... keys) {
    bindings.add(new Binding(group, text, List.of(keys), Optional.of(action)));
  }

  /** Names keys that a control answers to by itself. */
  void describe(Group group, String text, KeyCodeCombination... keys) {
    bindings.add(new Binding(group, text, List.of(keys), Optional.empty()));
  }

  /** All of them, in the order they were bound. */
  List<Binding> bindings() {
    return List.copyOf(bindings);
  }

  /** Makes a window listen. Keys that a control has used for itself do not come this far. */
  void listenTo(Scene scene) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> pressed(scene, event));
  }

  private void pressed(Scene scene, KeyEvent event) {
    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
    for (Binding binding : bindings) {
      boolean meant = binding.keys().stream().anyMatch(key -> key.match(event));
      if (meant && binding.action().isPresent() && !(typing && binding.single())) {
        event.consume();
        binding.action().get().run();
        return;
      }
    }
  }

  /** "Ctrl+Shift+D"; the same on each system but a Mac. */
  static String name(KeyCodeCombination key) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    List<String> parts = new ArrayList<>();
    if (key.getShortcut() == KeyCombination.ModifierValue.DOWN) {
      parts.add(mac ? "Cmd" : "Ctrl");
    }
    if (key.getControl() == KeyCombination.ModifierValue.DOWN) {
      parts.add("Ctrl");
    }
    if (key.getAlt() == KeyCombination.ModifierValue.DOWN) {
      parts.add("Alt");
    }
    if (key.getShift() == KeyCombination.ModifierValue.DOWN) {
      parts.add("Shift");
    }
    parts.add(name(key.getCode()));
    if (parts.size() == 1 && key.getCode() == KeyCode.MINUS) {
      return "-";
    }
    if (parts.size() == 1 && key.getCode() == KeyCode.PLUS) {
      return "+";
    }
    return parts.stream().collect(Collectors.joining("+"));
  }

  private static String name(KeyCode code) {
    return switch (code) {
      case COMMA -> ",";
      case PLUS, EQUALS -> "plus";
      case MINUS -> "minus";
      case ESCAPE -> "Esc";
      case DELETE -> "Del";
      default -> code.getName();
    };
  }
}
