package org.kamcl.explorer.ui.inspect;

import javafx.scene.Node;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.heatmap.HeatMapOverlay;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;

/** The heat map over the inspected image, on the same pixels of the screen. */
final class SeenHereLayer implements ImageLayer {
  private final HeatMapOverlay overlay;

  SeenHereLayer(HeatMapViewModel model) {
    this.overlay = new HeatMapOverlay(model);
  }

  @Override
  public Node node() {
    return overlay;
  }

  @Override
  public void place(ImageViewport view, TileBounds image, double density) {
    // Rounded as the edges of the image are.
    double left = Math.rint(view.x(image.x()));
    double top = Math.rint(view.y(image.y()));
    double right = Math.rint(view.x(image.x() + image.width()));
    double bottom = Math.rint(view.y(image.y() + image.height()));
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
