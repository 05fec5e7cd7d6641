package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.SquareClipper;
import org.kamcl.explorer.map.Viewport;

/** Draws the area that was drawn, the one that is being drawn, and where something would lie. */
final class AreaPainter {
  private static final double FILL = 0.12;
  private static final double LINE = 2.5;
  private static final double HANDLE = 4;
  private static final double TARGET = 16;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;

  AreaPainter(GraphicsContext gc, Function<MapPalette.MapColor, Color> palette) {
    this.gc = gc;
    this.palette = palette;
  }

  void area(Viewport view, GeoArea area) {
    outline(view, area.ring());
  }

  /** Where something would lie; from afar a circle around it, or it would be overlooked. */
  void preview(Viewport view, Footprint footprint, double grow) {
    outline(view, footprint.ring());
    double[] box = ProjectedRings.bounds(ProjectedRings.of(footprint, view.projection()));
    double radius = TARGET * grow;
    if (Math.max(box[2] - box[0], box[3] - box[1]) * view.scale() < radius) {
      double x = view.column((box[0] + box[2]) / 2);
      double y = view.row((box[1] + box[3]) / 2);
      gc.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  }

  private void outline(Viewport view, List<GeoPoint> corners) {
    double[] ring = ProjectedRings.of(corners, view.projection());
    double[] box = ProjectedRings.bounds(ring);
    int[] turns = view.worldCopies(box[0], box[2], LINE);
    for (int turn = turns[0]; turn <= turns[1]; turn++) {
      ring(view, ring, turn);
    }
  }

  /** What is being drawn lies on the turn where the pointer is. */
  void sketch(Viewport view, AreaSketch sketch) {
    ring(view, sketch.ring(), 0);
    if (sketch.tool() == AreaSketch.Tool.POLYGON) {
      gc.setFill(palette.apply(MapPalette.MapColor.PANE));
      gc.setLineWidth(LINE / 2);
      for (double[] corner : sketch.corners()) {
        double x = view.column(corner[0], 0) - HANDLE;
        double y = view.row(corner[1]) - HANDLE;
        gc.fillOval(x, y, 2 * HANDLE, 2 * HANDLE);
        gc.strokeOval(x, y, 2 * HANDLE, 2 * HANDLE);
      }
    }
  }

  private void ring(Viewport view, double[] ring, int turn) {
    // From near, corners far away would cost precision.
    double margin = 3 * LINE;
    double size = Math.max(view.width(), view.height());
    double[] pixels = new double[ring.length];
    for (int i = 0; i < ring.length; i += 2) {
      pixels[i] = view.column(ring[i], turn);
      pixels[i + 1] = view.row(ring[i + 1]);
    }
    double[] cut = new SquareClipper(size, margin).clipRing(pixels);
    int n = cut.length / 2;
    double[] columns = new double[n];
    double[] rows = new double[n];
    for (int i = 0; i < n; i++) {
      columns[i] = cut[2 * i];
      rows[i] = cut[2 * i + 1];
    }
    Color accent = palette.apply(MapPalette.MapColor.SELECTION);
    gc.setFill(accent.deriveColor(0, 1, 1, FILL));
    gc.fillPolygon(columns, rows, n);
    gc.setStroke(accent);
    gc.setLineWidth(LINE);
    gc.setLineDashes();
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.strokePolygon(columns, rows, n);
  }
}
