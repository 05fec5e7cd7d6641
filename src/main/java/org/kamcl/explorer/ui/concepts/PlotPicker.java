package org.kamcl.explorer.ui.concepts;

import java.util.BitSet;
import java.util.List;
import javafx.geometry.Point2D;
import org.kamcl.explorer.api.EmbeddingPlots.Plot;

/** Finds the points of a plot that are meant by a place, or by a polygon, on the screen. */
final class PlotPicker {
  /** Farthest distance from a point at which it is meant, pixels. */
  private static final double REACH = 7;

  private final PlotViewport view;

  PlotPicker(PlotViewport view) {
    this.view = view;
  }

  /**
   * The points inside a polygon on the screen.
   *
   * @param plot null for no points
   */
  BitSet inside(Plot plot, List<Point2D> polygon) {
    BitSet points = new BitSet();
    for (int i = 0; plot != null && i < plot.size(); i++) {
      if (contains(polygon, view.pixelX(plot.x()[i]), view.pixelY(plot.y()[i]))) {
        points.set(i);
      }
    }
    return points;
  }

  private static boolean contains(List<Point2D> polygon, double x, double y) {
    boolean inside = false;
    Point2D before = polygon.get(polygon.size() - 1);
    for (Point2D corner : polygon) {
      if (corner.getY() > y != before.getY() > y
          && x
              < (before.getX() - corner.getX())
                      * (y - corner.getY())
                      / (before.getY() - corner.getY())
                  + corner.getX()) {
        inside = !inside;
      }
      before = corner;
    }
    return inside;
  }

  /**
   * The point at a pixel; -1 if there is none.
   *
   * @param plot null for no points
   */
  int nearest(Plot plot, double x, double y) {
    int found = -1;
    double least = REACH * REACH;
    for (int i = 0; plot != null && i < plot.size(); i++) {
      double dx = view.pixelX(plot.x()[i]) - x;
      double dy = view.pixelY(plot.y()[i]) - y;
      double square = dx * dx + dy * dy;
      if (square < least) {
        least = square;
        found = i;
      }
    }
    return found;
  }
}
