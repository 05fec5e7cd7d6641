package org.kamcl.explorer.ui.explore;

import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.shell.Shortcuts;

/**
 * Shortcuts for the query, the hits and the panes of the Explore perspective. Those without Ctrl or
 * Alt work only while the hits have the focus, where it can be seen: letters that are meant for the
 * query must not change anything else.
 */
final class ExploreShortcuts {
  private final ExploreView view;
  private final ExploreModels models;

  ExploreShortcuts(ExploreView view, ExploreModels models) {
    this.view = view;
    this.models = models;
  }

  void bind(Shortcuts keys) {
    query(keys);
    hits(keys);
    panes(keys);
  }

  private void query(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.SEARCH;
    keys.bind(group, "keys.query", view.query()::focus, Shortcuts.shortcut(KeyCode.F));
    keys.describe(group, "keys.search", Shortcuts.key(KeyCode.ENTER));
    keys.describe(group, "keys.query.cut", Shortcuts.shortcut(KeyCode.X));
    keys.describe(group, "keys.token.more", Shortcuts.key(KeyCode.UP));
    keys.describe(group, "keys.token.less", Shortcuts.key(KeyCode.DOWN));
    keys.describe(group, "keys.token.exclude", Shortcuts.key(KeyCode.MINUS));
    keys.describe(group, "keys.token.edit", Shortcuts.key(KeyCode.F2));
    keys.describe(group, "keys.token.remove", Shortcuts.key(KeyCode.DELETE));
    keys.bind(group, "keys.save", view.query()::showSaved, Shortcuts.shortcut(KeyCode.S));
  }

  private void hit(Shortcuts keys, String title, Runnable action, KeyCode code) {
    hit(keys, Shortcuts.Group.HITS, title, action, Shortcuts.key(code));
  }

  private void hit(
      Shortcuts keys,
      Shortcuts.Group group,
      String title,
      Runnable action,
      KeyCodeCombination combination) {
    keys.bindIn(view.results().hits(), group, title, action, combination);
  }

  private void hits(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.HITS;
    SelectionViewModel selection = models.selection();
    HitActions actions = view.actions();
    keys.bind(group, "keys.results", view.results()::focus, Shortcuts.key(KeyCode.DOWN));
    hit(keys, "keys.inspect", () -> selected(hit -> actions.navigation().inspect()), KeyCode.I);
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
    hit(keys, "keys.view", view.results()::nextMode, KeyCode.V);
    hit(keys, "keys.relevant", () -> selected(actions::rateRelevant), KeyCode.Y);
    hit(keys, "keys.notrelevant", () -> selected(actions::rateNotRelevant), KeyCode.N);
    hit(keys, "keys.similar", () -> selected(actions::similar), KeyCode.S);
    hit(
        keys,
        "keys.seen",
        () -> models.heat().shownProperty().set(!models.heat().shownProperty().get()),
        KeyCode.H);
    hit(
        keys,
        "keys.scores",
        () -> models.scoreMap().onMapProperty().set(!models.scoreMap().onMapProperty().get()),
        KeyCode.L);
    hit(keys, "keys.mark", () -> selected(selection::toggleMark), KeyCode.SPACE);
    hit(keys, group, "keys.mark.all", models::markAll, Shortcuts.shortcut(KeyCode.A));
    hit(keys, group, "keys.copy", view::copyPaths, Shortcuts.shortcut(KeyCode.C));
    hit(keys, "keys.compare", view::compare, KeyCode.C);
    hit(keys, "keys.tag", view.results()::showTags, KeyCode.T);
    hit(keys, "keys.remove", models.curation()::remove, KeyCode.DELETE);
    keys.bind(
        group,
        "keys.train.caption",
        models.training()::captionNext,
        Shortcuts.shortcut(KeyCode.K, KeyCombination.SHIFT_DOWN));
    keys.bind(group, "keys.undo", models.toasts()::undo, Shortcuts.shortcut(KeyCode.Z));
    keys.bind(group, "keys.export", view.results()::showExport, Shortcuts.shortcut(KeyCode.E));
  }

  private void panes(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    hit(keys, group, "keys.map", view::toggleMap, Shortcuts.key(KeyCode.M));
    keys.describe(group, "keys.map.zoomin", Shortcuts.key(KeyCode.PLUS));
    keys.describe(group, "keys.map.zoomout", Shortcuts.key(KeyCode.MINUS));
    keys.describe(group, "keys.map.all", Shortcuts.key(KeyCode.HOME));
    keys.describe(group, "keys.map.world", Shortcuts.key(KeyCode.W));
    keys.describe(group, "keys.map.rectangle", Shortcuts.key(KeyCode.R));
    keys.describe(group, "keys.map.polygon", Shortcuts.key(KeyCode.P));
    hit(keys, group, "keys.details", view::toggleDetails, Shortcuts.key(KeyCode.D));
  }

  private void selected(Consumer<SearchHit> action) {
    SearchHit hit = models.selection().selected();
    if (hit != null) {
      action.accept(hit);
    }
  }
}
