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

  void bind(KeyMap keys) {
    query(keys);
    panes(keys);
    window(keys);
  }

  private void query(KeyMap keys) {
    KeyMap.Group group = KeyMap.Group.SEARCH;
    keys.bind(group, "keys.query", explore.query()::focus, KeyMap.shortcut(KeyCode.F));
    keys.explain(group, "keys.search", KeyMap.key(KeyCode.ENTER));
    keys.explain(group, "keys.token.more", KeyMap.key(KeyCode.UP));
    keys.explain(group, "keys.token.less", KeyMap.key(KeyCode.DOWN));
    keys.explain(group, "keys.token.exclude", KeyMap.key(KeyCode.MINUS));
    keys.explain(group, "keys.token.edit", KeyMap.key(KeyCode.F2));
    keys.explain(group, "keys.token.remove", KeyMap.key(KeyCode.DELETE));
  }

  private void panes(KeyMap keys) {
    KeyMap.Group group = KeyMap.Group.PANES;
    keys.bind(group, "keys.pane.next", () -> window.nextPane(1), KeyMap.key(KeyCode.F6));
    keys.bind(
        group,
        "keys.pane.previous",
        () -> window.nextPane(-1),
        KeyMap.key(KeyCode.F6, KeyCombination.SHIFT_DOWN));
    keys.bind(group, "keys.map", explore::toggleMap, KeyMap.key(KeyCode.M));
    keys.explain(group, "keys.map.nearer", KeyMap.key(KeyCode.PLUS));
    keys.explain(group, "keys.map.farther", KeyMap.key(KeyCode.MINUS));
    keys.explain(group, "keys.map.all", KeyMap.key(KeyCode.HOME));
    keys.explain(group, "keys.map.rectangle", KeyMap.key(KeyCode.R));
    keys.explain(group, "keys.map.polygon", KeyMap.key(KeyCode.P));
    keys.bind(group, "keys.details", explore::toggleDetails, KeyMap.key(KeyCode.I));
    keys.bind(group, "keys.jobs", window::showJobs, KeyMap.shortcut(KeyCode.J));
  }

  private void window(KeyMap keys) {
    KeyMap.Group group = KeyMap.Group.WINDOW;
    keys.bind(group, "keys.folder", window::chooseFolder, KeyMap.shortcut(KeyCode.O));
    keys.bind(group, "keys.settings", window::showSettings, KeyMap.shortcut(KeyCode.COMMA));
    keys.bind(
        group,
        "keys.larger",
        () -> textSize.change(1),
        KeyMap.shortcut(KeyCode.PLUS, KeyCombination.SHIFT_ANY),
        KeyMap.shortcut(KeyCode.EQUALS, KeyCombination.SHIFT_ANY),
        KeyMap.shortcut(KeyCode.ADD));
    keys.bind(
        group,
        "keys.smaller",
        () -> textSize.change(-1),
        KeyMap.shortcut(KeyCode.MINUS),
        KeyMap.shortcut(KeyCode.SUBTRACT));
    keys.bind(
        group,
        "keys.normal",
        textSize::reset,
        KeyMap.shortcut(KeyCode.DIGIT0),
        KeyMap.shortcut(KeyCode.NUMPAD0));
    keys.bind(
        group,
        "keys.theme",
        window::switchTheme,
        KeyMap.shortcut(KeyCode.D, KeyCombination.SHIFT_DOWN));
    keys.bind(group, "keys.help", window::showKeys, KeyMap.key(KeyCode.F1));
    keys.bind(group, "keys.escape", window::escape, KeyMap.key(KeyCode.ESCAPE));
  }
}
