package org.kamcl.explorer.ui.inspect;

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
    // Rounded as the edges of the image are.
    double left = Math.rint(view.x(0));
    double top = Math.rint(view.y(0));
    double right = Math.rint(view.x(overlay.sceneWidth()));
    double bottom = Math.rint(view.y(overlay.sceneHeight()));
    overlay.place(
        left / density,
        top / density,
        Math.max(1, right - left) / density,
        Math.max(1, bottom - top) / density);
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
