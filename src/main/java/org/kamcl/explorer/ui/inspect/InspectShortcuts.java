package org.kamcl.explorer.ui.inspect;

import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.shell.Shortcuts;

/** Shortcuts of Inspect: hits, image and panes. */
final class InspectShortcuts {
  private final InspectView view;
  private final InspectViewModel model;
  private final HeatMapViewModel heat;
  private final ScoreMapViewModel scores;
  private final HitActions actions;
  private final ToastsViewModel toasts;

  InspectShortcuts(
      InspectView view,
      InspectViewModel model,
      HeatMapViewModel heat,
      ScoreMapViewModel scores,
      HitActions actions,
      ToastsViewModel toasts) {
    this.view = view;
    this.model = model;
    this.heat = heat;
    this.scores = scores;
    this.actions = actions;
    this.toasts = toasts;
  }

  void bind(Shortcuts keys) {
    hits(keys);
    image(keys);
  }

  private void hits(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.HITS;
    keys.bind(
        group,
        "keys.previous",
        () -> model.move(-1),
        Shortcuts.key(KeyCode.LEFT, KeyCombination.ALT_DOWN),
        Shortcuts.key(KeyCode.PAGE_UP));
    keys.bind(
        group,
        "keys.next",
        () -> model.move(1),
        Shortcuts.key(KeyCode.RIGHT, KeyCombination.ALT_DOWN),
        Shortcuts.key(KeyCode.PAGE_DOWN));
    keys.bind(group, "keys.relevant", () -> rated(actions::rateRelevant), Shortcuts.key(KeyCode.Y));
    keys.bind(
        group, "keys.notrelevant", () -> rated(actions::rateNotRelevant), Shortcuts.key(KeyCode.N));
    keys.bind(group, "keys.similar", this::similar, Shortcuts.key(KeyCode.S));
    keys.bind(group, "keys.undo", toasts::undo, Shortcuts.shortcut(KeyCode.Z));
  }

  private void image(Shortcuts keys) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    keys.bind(
        group,
        "keys.image.zoomin",
        () -> view.canvas().zoomBy(ImageCanvas.STEP),
        Shortcuts.plusKeys());
    keys.bind(
        group,
        "keys.image.zoomout",
        () -> view.canvas().zoomBy(1 / ImageCanvas.STEP),
        Shortcuts.minusKeys());
    keys.bind(
        group,
        "keys.image.fit",
        view.canvas()::fit,
        Shortcuts.key(KeyCode.DIGIT0),
        Shortcuts.key(KeyCode.NUMPAD0));
    keys.bind(
        group,
        "keys.image.full",
        view.canvas()::showFullSize,
        Shortcuts.key(KeyCode.DIGIT1),
        Shortcuts.key(KeyCode.NUMPAD1));
    keys.describe(group, "keys.image.move", Shortcuts.key(KeyCode.LEFT));
    keys.bind(group, "keys.seen", () -> toggle(heat.shownProperty()), Shortcuts.key(KeyCode.H));
    keys.bind(
        group, "keys.scores", () -> toggle(scores.overImageProperty()), Shortcuts.key(KeyCode.L));
    keys.bind(group, "keys.details", view::toggleReasons, Shortcuts.key(KeyCode.D));
  }

  private void toggle(BooleanProperty layer) {
    if (model.imageProperty().get() != null) {
      layer.set(!layer.get());
    }
  }

  private void rated(Consumer<SearchHit> action) {
    SearchHit hit = model.hitProperty().get();
    if (hit != null) {
      action.accept(hit);
    }
  }

  private void similar() {
    if (model.imageProperty().get() != null) {
      actions.similar(model.imageProperty().get());
    }
  }
}
