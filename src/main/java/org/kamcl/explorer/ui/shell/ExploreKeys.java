package org.kamcl.explorer.ui.shell;

import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.search.HitActions;
import org.kamcl.explorer.ui.search.SelectionViewModel;

/** The keys of the hits. */
final class ExploreKeys {
  private final ExploreView explore;
  private final ExploreModels models;

  ExploreKeys(ExploreView explore, ExploreModels models) {
    this.explore = explore;
    this.models = models;
  }

  void bind(KeyMap keys) {
    KeyMap.Group group = KeyMap.Group.SEARCH;
    keys.bind(group, "keys.save", explore.query()::showSaved, KeyMap.shortcut(KeyCode.S));
    group = KeyMap.Group.HITS;
    SelectionViewModel selection = models.selection();
    HitActions actions = explore.actions();
    keys.bind(group, "keys.results", explore.results()::focus, KeyMap.key(KeyCode.DOWN));
    keys.bind(
        group,
        "keys.previous",
        () -> selection.move(-1),
        KeyMap.key(KeyCode.LEFT, KeyCombination.ALT_DOWN));
    keys.bind(
        group,
        "keys.next",
        () -> selection.move(1),
        KeyMap.key(KeyCode.RIGHT, KeyCombination.ALT_DOWN));
    keys.bind(group, "keys.view", models.results()::nextMode, KeyMap.key(KeyCode.V));
    keys.bind(group, "keys.good", () -> selected(actions::good), KeyMap.key(KeyCode.Y));
    keys.bind(group, "keys.bad", () -> selected(actions::bad), KeyMap.key(KeyCode.N));
    keys.bind(group, "keys.similar", () -> selected(actions::similar), KeyMap.key(KeyCode.S));
    keys.bind(group, "keys.mark", () -> selected(selection::toggleMark), KeyMap.key(KeyCode.SPACE));
    keys.bind(group, "keys.compare", explore::compare, KeyMap.key(KeyCode.C));
    keys.bind(group, "keys.tag", explore.results()::showTags, KeyMap.key(KeyCode.T));
    keys.bind(group, "keys.remove", models.curation()::remove, KeyMap.key(KeyCode.DELETE));
    keys.bind(group, "keys.undo", models.toasts()::undo, KeyMap.shortcut(KeyCode.Z));
    keys.bind(group, "keys.export", explore.results()::showExport, KeyMap.shortcut(KeyCode.E));
  }

  private void selected(Consumer<SearchHit> action) {
    SearchHit hit = models.selection().selected();
    if (hit != null) {
      action.accept(hit);
    }
  }
}
