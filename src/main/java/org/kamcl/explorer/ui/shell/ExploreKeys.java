package org.kamcl.explorer.ui.shell;

import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/** The keys of the hits. */
final class ExploreKeys {
  private final ExploreView explore;
  private final ExploreModels models;

  ExploreKeys(ExploreView explore, ExploreModels models) {
    this.explore = explore;
    this.models = models;
  }

  void bind(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.SEARCH;
    keys.bind(group, "keys.save", explore.query()::showSaved, Shortcuts.shortcut(KeyCode.S));
    group = Shortcuts.Group.HITS;
    SelectionViewModel selection = models.selection();
    HitActions actions = explore.actions();
    keys.bind(group, "keys.results", explore.results()::focus, Shortcuts.key(KeyCode.DOWN));
    keys.bind(
        group,
        "keys.previous",
        () -> selection.move(-1),
        Shortcuts.key(KeyCode.LEFT, KeyCombination.ALT_DOWN));
    keys.bind(
        group,
        "keys.next",
        () -> selection.move(1),
        Shortcuts.key(KeyCode.RIGHT, KeyCombination.ALT_DOWN));
    keys.bind(group, "keys.view", models.results()::nextMode, Shortcuts.key(KeyCode.V));
    keys.bind(group, "keys.good", () -> selected(actions::rateRelevant), Shortcuts.key(KeyCode.Y));
    keys.bind(
        group, "keys.bad", () -> selected(actions::rateNotRelevant), Shortcuts.key(KeyCode.N));
    keys.bind(group, "keys.similar", () -> selected(actions::similar), Shortcuts.key(KeyCode.S));
    keys.bind(
        group, "keys.mark", () -> selected(selection::toggleMark), Shortcuts.key(KeyCode.SPACE));
    keys.bind(group, "keys.compare", explore::compare, Shortcuts.key(KeyCode.C));
    keys.bind(group, "keys.tag", explore.results()::showTags, Shortcuts.key(KeyCode.T));
    keys.bind(group, "keys.remove", models.curation()::remove, Shortcuts.key(KeyCode.DELETE));
    keys.bind(group, "keys.undo", models.toasts()::undo, Shortcuts.shortcut(KeyCode.Z));
    keys.bind(group, "keys.export", explore.results()::showExport, Shortcuts.shortcut(KeyCode.E));
  }

  private void selected(Consumer<SearchHit> action) {
    SearchHit hit = models.selection().selected();
    if (hit != null) {
      action.accept(hit);
    }
  }
}
