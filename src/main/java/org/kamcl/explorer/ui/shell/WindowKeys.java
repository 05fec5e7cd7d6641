package org.kamcl.explorer.ui.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kamcl.explorer.ui.theme.TextSize;

/** The keys of the query, of the panes and of the window as a whole. */
final class WindowKeys {
  private final ExplorerWindow window;
  private final ExploreView explore;
  private final TextSize textSize;

  WindowKeys(ExplorerWindow window, ExploreView explore, TextSize textSize) {
    this.window = window;
    this.explore = explore;
    this.textSize = textSize;
  }

  void bind(Shortcuts keys) {
    query(keys);
    panes(keys);
    window(keys);
  }

  private void query(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.SEARCH;
    keys.bind(group, "keys.query", explore.query()::focus, Shortcuts.shortcut(KeyCode.F));
    keys.describe(group, "keys.search", Shortcuts.key(KeyCode.ENTER));
    keys.describe(group, "keys.token.more", Shortcuts.key(KeyCode.UP));
    keys.describe(group, "keys.token.less", Shortcuts.key(KeyCode.DOWN));
    keys.describe(group, "keys.token.exclude", Shortcuts.key(KeyCode.MINUS));
    keys.describe(group, "keys.token.edit", Shortcuts.key(KeyCode.F2));
    keys.describe(group, "keys.token.remove", Shortcuts.key(KeyCode.DELETE));
  }

  private void panes(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    keys.bind(group, "keys.pane.next", () -> window.nextPane(1), Shortcuts.key(KeyCode.F6));
    keys.bind(
        group,
        "keys.pane.previous",
        () -> window.nextPane(-1),
        Shortcuts.key(KeyCode.F6, KeyCombination.SHIFT_DOWN));
    keys.bind(group, "keys.map", explore::toggleMap, Shortcuts.key(KeyCode.M));
    keys.describe(group, "keys.map.nearer", Shortcuts.key(KeyCode.PLUS));
    keys.describe(group, "keys.map.farther", Shortcuts.key(KeyCode.MINUS));
    keys.describe(group, "keys.map.all", Shortcuts.key(KeyCode.HOME));
    keys.describe(group, "keys.map.rectangle", Shortcuts.key(KeyCode.R));
    keys.describe(group, "keys.map.polygon", Shortcuts.key(KeyCode.P));
    keys.bind(group, "keys.details", explore::toggleDetails, Shortcuts.key(KeyCode.I));
    keys.bind(group, "keys.jobs", window::showJobs, Shortcuts.shortcut(KeyCode.J));
  }

  private void window(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.WINDOW;
    keys.bind(group, "keys.folder", window::chooseFolder, Shortcuts.shortcut(KeyCode.O));
    keys.bind(group, "keys.settings", window::showSettings, Shortcuts.shortcut(KeyCode.COMMA));
    keys.bind(
        group,
        "keys.larger",
        () -> textSize.changeBySteps(1),
        Shortcuts.shortcut(KeyCode.PLUS, KeyCombination.SHIFT_ANY),
        Shortcuts.shortcut(KeyCode.EQUALS, KeyCombination.SHIFT_ANY),
        Shortcuts.shortcut(KeyCode.ADD));
    keys.bind(
        group,
        "keys.smaller",
        () -> textSize.changeBySteps(-1),
        Shortcuts.shortcut(KeyCode.MINUS),
        Shortcuts.shortcut(KeyCode.SUBTRACT));
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
    keys.bind(group, "keys.help", window::showKeys, Shortcuts.key(KeyCode.F1));
    keys.bind(group, "keys.escape", window::escape, Shortcuts.key(KeyCode.ESCAPE));
  }
}
