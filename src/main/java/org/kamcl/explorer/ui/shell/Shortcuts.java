package org.kamcl.explorer.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/**
 * The keyboard shortcuts of the window. One table both handles them and lists them in the overview.
 * Single letters and digits are ignored while a text field has the focus. A shortcut can be limited
 * to a part of the window that has the focus.
 */
public final class Shortcuts {
  /** Group of a shortcut in the overview. */
  public enum Group {
    /** Query and searches. */
    SEARCH,
    /** Hits. */
    HITS,
    /** Panes and map. */
    PANES,
    /** Window. */
    WINDOW
  }

  /**
   * A shortcut.
   *
   * @param titleKey message key of its description
   * @param keys all key combinations; the overview shows the first
   * @param action empty if a control handles the key itself
   * @param scope the shortcut works only while the focus is in this part of the window; empty for
   *     the whole window
   */
  record Binding(
      Group group,
      String titleKey,
      List<KeyCodeCombination> keys,
      Optional<Runnable> action,
      Optional<Node> scope) {
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

  /** A key with Ctrl, or Cmd on macOS. */
  public static KeyCodeCombination shortcut(KeyCode code, Modifier... more) {
    Modifier[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = KeyCombination.SHORTCUT_DOWN;
    return new KeyCodeCombination(code, all);
  }

  /** A key without Ctrl. */
  public static KeyCodeCombination key(KeyCode code, Modifier... modifiers) {
    return new KeyCodeCombination(code, modifiers);
  }

  /** The plus keys, with or without Shift, and that of the number pad. */
  public static KeyCodeCombination[] plusKeys(Modifier... modifiers) {
    Modifier[] any = Arrays.copyOf(modifiers, modifiers.length + 1);
    any[modifiers.length] = KeyCombination.SHIFT_ANY;
    return new KeyCodeCombination[] {
      key(KeyCode.PLUS, any), key(KeyCode.EQUALS, any), key(KeyCode.ADD, modifiers)
    };
  }

  /** The minus key and that of the number pad. */
  public static KeyCodeCombination[] minusKeys(Modifier... modifiers) {
    return new KeyCodeCombination[] {
      key(KeyCode.MINUS, modifiers), key(KeyCode.SUBTRACT, modifiers)
    };
  }

  /** Binds key combinations to an action. */
  public void bind(Group group, String titleKey, Runnable action, KeyCodeCombination... keys) {
    bindings.add(
        new Binding(group, titleKey, List.of(keys), Optional.of(action), Optional.empty()));
  }

  /** Binds key combinations to an action while the focus is in a part of the window. */
  public void bindIn(
      Node scope, Group group, String titleKey, Runnable action, KeyCodeCombination... keys) {
    bindings.add(
        new Binding(group, titleKey, List.of(keys), Optional.of(action), Optional.of(scope)));
  }

  /** Lists keys that a control handles itself. */
  public void describe(Group group, String titleKey, KeyCodeCombination... keys) {
    bindings.add(new Binding(group, titleKey, List.of(keys), Optional.empty(), Optional.empty()));
  }

  /** All shortcuts, in the order in which they were added. */
  List<Binding> bindings() {
    return List.copyOf(bindings);
  }

  /** These shortcuts followed by others. */
  Shortcuts plus(Shortcuts others) {
    Shortcuts all = new Shortcuts();
    all.bindings.addAll(bindings);
    all.bindings.addAll(others.bindings);
    return all;
  }

  /**
   * Handles shortcuts in a scene. Events that a control has consumed do not arrive here.
   *
   * @param active the shortcuts that work at the moment
   */
  static void listenTo(Scene scene, Supplier<Shortcuts> active) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> active.get().pressed(scene, event));
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          // Before focus traversal, which consumes Tab with any modifier.
          if (event.getCode() == KeyCode.TAB && event.isShortcutDown()) {
            active.get().pressed(scene, event);
          }
        });
  }

  private void pressed(Scene scene, KeyEvent event) {
    Node owner = scene.getFocusOwner();
    boolean typing = owner instanceof TextInputControl;
    for (Binding binding : bindings) {
      boolean meant =
          binding.keys().stream().anyMatch(key -> key.match(event))
              && binding.scope().filter(scope -> !FocusCycle.within(owner, scope)).isEmpty();
      if (meant && binding.action().isPresent() && !(typing && binding.single())) {
        event.consume();
        binding.action().get().run();
        return;
      }
    }
  }

  /** "Ctrl+Shift+D"; on macOS "Cmd+Shift+D". */
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
    if (key.getCode() == KeyCode.SLASH && key.getShift() == KeyCombination.ModifierValue.DOWN) {
      return "?";
    }
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
      case SLASH -> "/";
      case PLUS, EQUALS -> "plus";
      case MINUS -> "minus";
      case ESCAPE -> "Esc";
      case DELETE -> "Del";
      default -> code.getName();
    };
  }
}
