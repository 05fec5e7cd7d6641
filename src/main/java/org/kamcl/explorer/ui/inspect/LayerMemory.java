package org.kamcl.explorer.ui.inspect;

import javafx.beans.InvalidationListener;
import org.kamcl.explorer.settings.Settings.ImageOverlay;
import org.kamcl.explorer.settings.Settings.Overlays;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.settings.SettingsViewModel;

/** Keeps what is drawn over the inspected image between two starts of the window. */
final class LayerMemory {
  private final SettingsViewModel settings;
  private final HeatMapViewModel heat;
  private final ScoreMapViewModel scores;

  /** Sets the layers as they were, and stores every change. */
  LayerMemory(SettingsViewModel settings, HeatMapViewModel heat, ScoreMapViewModel scores) {
    this.settings = settings;
    this.heat = heat;
    this.scores = scores;
    Overlays before = settings.settingsProperty().get().overlays();
    heat.opacityProperty().set(before.seenOpacity());
    scores.opacityProperty().set(before.scoresOpacity());
    heat.shownProperty().set(before.inspected() == ImageOverlay.SEEN);
    scores.overImageProperty().set(before.inspected() == ImageOverlay.SCORES);
    InvalidationListener changed = property -> store();
    heat.opacityProperty().addListener(changed);
    scores.opacityProperty().addListener(changed);
    heat.shownProperty().addListener(changed);
    scores.overImageProperty().addListener(changed);
  }

  private void store() {
    ImageOverlay shown =
        heat.shownProperty().get()
            ? ImageOverlay.SEEN
            : scores.overImageProperty().get() ? ImageOverlay.SCORES : ImageOverlay.NONE;
    settings.changeOverlays(
        now ->
            now.withInspected(shown, heat.opacityProperty().get(), scores.opacityProperty().get()));
  }
}
