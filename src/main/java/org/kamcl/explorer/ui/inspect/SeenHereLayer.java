package org.kamcl.explorer.ui.inspect;

import javafx.geometry.Rectangle2D;
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
    Rectangle2D place = view.onScreen(image.x(), image.y(), image.width(), image.height(), density);
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
