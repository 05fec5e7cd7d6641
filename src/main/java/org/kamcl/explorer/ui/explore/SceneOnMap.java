package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.explorer.ui.map.MapView;
import org.kamcl.explorer.ui.map.MapViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapLegend;
import org.kamcl.explorer.ui.scoremap.ScoreMapOnMap;
import org.kamcl.explorer.ui.scoremap.ScoreMapSaver;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The score map of a scene on the map, which moves there when it is shown first. */
final class SceneOnMap {
  private final ScoreMapViewModel scores;
  private final MapViewModel map;
  private final Messages messages;

  /** The scene of the score map that was shown last. */
  private Path placedScene;

  SceneOnMap(ScoreMapViewModel scores, MapViewModel map, Messages messages) {
    this.scores = scores;
    this.map = map;
    this.messages = messages;
  }

  /**
   * Adds the score map and its legend to the map.
   *
   * @param saver saves the score map from the legend
   */
  void addTo(MapView view, ScoreMapSaver saver) {
    ScoreMapOnMap layer = new ScoreMapOnMap(scores);
    view.addLayer(layer, layer.changes());
    view.addCard(new ScoreMapLegend(scores, saver, true, this::showScene, messages));
    // A scene is a point on a map of the world.
    scores
        .drawnProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null && !now.map().scene().equals(placedScene)) {
                showScene();
              }
            });
    scores
        .onMapProperty()
        .addListener(
            (property, before, now) -> {
              placedScene = null;
              showScene();
            });
  }

  /** Shows the whole scene of the score map on the map. */
  private void showScene() {
    if (scores.onMapProperty().get() && scores.drawnProperty().get() != null) {
      placedScene = scores.drawnProperty().get().map().scene();
      scores.outline().ifPresent(scene -> map.showFootprints(List.of(scene)));
    }
  }
}
