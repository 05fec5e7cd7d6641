package org.kamcl.explorer.ui.inspect;

import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.scoremap.ScoreMapOverlay;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;

/** The score map over the whole scene of the inspected image, on the same pixels of the screen. */
final class ScoreMapLayer implements ImageLayer {
  private final ScoreMapOverlay overlay;

  ScoreMapLayer(ScoreMapViewModel model) {
    this.overlay = new ScoreMapOverlay(model);
  }

  @Override
  public Node node() {
    return overlay;
  }

  @Override
  public void place(ImageViewport view, TileBounds image, double density) {
    Rectangle2D place = view.onScreen(0, 0, overlay.sceneWidth(), overlay.sceneHeight(), density);
    overlay.place(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
  }

  @Override
  public void pointAt(double x, double y) {
    overlay.pointAt(x, y);
  }

  @Override
  public void pointAway() {
    overlay.pointAway();
  }
}
