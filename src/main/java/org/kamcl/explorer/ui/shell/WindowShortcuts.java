package org.kamcl.explorer.ui.shell;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kamcl.explorer.ui.theme.TextSize;

/** Shortcuts of the window: perspectives, panes, text size, theme. */
final class WindowShortcuts {
  private static final List<KeyCode> DIGITS =
      List.of(
          KeyCode.DIGIT1,
          KeyCode.DIGIT2,
          KeyCode.DIGIT3,
          KeyCode.DIGIT4,
          KeyCode.DIGIT5,
          KeyCode.DIGIT6,
          KeyCode.DIGIT7,
          KeyCode.DIGIT8,
          KeyCode.DIGIT9);

  private final ExplorerWindow window;
  private final PerspectiveSwitcher switcher;
  private final TextSize textSize;

  WindowShortcuts(ExplorerWindow window, PerspectiveSwitcher switcher, TextSize textSize) {
    this.window = window;
    this.switcher = switcher;
    this.textSize = textSize;
  }

  void bind(Shortcuts keys) {
    panes(keys);
    perspectives(keys);
    window(keys);
  }

  private static void bind(Shortcuts keys, String title, Runnable action, KeyCode code) {
    keys.bind(Shortcuts.Group.WINDOW, title, action, Shortcuts.shortcut(code));
  }

  private void panes(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    keys.bind(group, "keys.pane.next", () -> window.nextPane(1), Shortcuts.key(KeyCode.F6));
    keys.bind(
        group,
        "keys.pane.previous",
        () -> window.nextPane(-1),
        Shortcuts.key(KeyCode.F6, KeyCombination.SHIFT_DOWN));
    keys.bind(
        group, "keys.jobs", () -> window.popovers().toggleJobs(), Shortcuts.shortcut(KeyCode.J));
  }

  /** With one perspective there is nothing to switch. */
  private void perspectives(Shortcuts keys) {
    List<Perspective> all = switcher.perspectives();
    if (all.size() < 2) {
      return;
    }
    bind(keys, "keys.perspective.next", () -> switcher.showNext(1), KeyCode.TAB);
    keys.bind(
        Shortcuts.Group.WINDOW,
        "keys.perspective.previous",
        () -> switcher.showNext(-1),
        Shortcuts.shortcut(KeyCode.TAB, KeyCombination.SHIFT_DOWN));
    for (int i = 0; i < Math.min(all.size(), DIGITS.size()); i++) {
      Perspective perspective = all.get(i);
      bind(keys, perspective.titleKey(), () -> switcher.show(perspective), DIGITS.get(i));
    }
  }

  private void window(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.WINDOW;
    bind(keys, "keys.folder", window::chooseFolder, KeyCode.O);
    bind(keys, "keys.settings", () -> window.popovers().toggleSettings(), KeyCode.COMMA);
    keys.bind(
        group,
        "keys.larger",
        () -> textSize.changeBySteps(1),
        Shortcuts.plusKeys(KeyCombination.SHORTCUT_DOWN));
    keys.bind(
        group,
        "keys.smaller",
        () -> textSize.changeBySteps(-1),
        Shortcuts.minusKeys(KeyCombination.SHORTCUT_DOWN));
    keys.bind(
        group,
        "keys.normal",
        textSize::reset,
        Shortcuts.shortcut(KeyCode.DIGIT0),
        Shortcuts.shortcut(KeyCode.NUMPAD0));
    keys.bind(
        group,
        "keys.theme",
        window::switchTheme,
        Shortcuts.shortcut(KeyCode.D, KeyCombination.SHIFT_DOWN));
    keys.bind(
        group, "keys.tour", window::showTour, Shortcuts.key(KeyCode.F1, KeyCombination.SHIFT_DOWN));
    keys.bind(group, "keys.guide", window.help()::showChapter, Shortcuts.key(KeyCode.F1));
    bind(keys, "keys.help", () -> window.popovers().toggleShortcuts(), KeyCode.SLASH);
    // WindowHelp listens to the character.
    keys.describe(group, "keys.help.sign", Shortcuts.key(KeyCode.SLASH, KeyCombination.SHIFT_DOWN));
    keys.bind(group, "keys.escape", window::escape, Shortcuts.key(KeyCode.ESCAPE));
  }
}
