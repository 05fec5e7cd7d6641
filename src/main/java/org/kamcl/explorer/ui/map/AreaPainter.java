package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.StrokeLineJoin;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.SquareClipper;
import org.kamcl.explorer.map.Viewport;

/** Draws the search area, the area being drawn, and the preview of a footprint. */
final class AreaPainter {
  private static final double FILL_OPACITY = 0.12;
  private static final double LINE = 2.5;
  private static final double HANDLE = 4;
  private static final double TARGET_RADIUS = 16;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;

  AreaPainter(GraphicsContext gc, Function<MapPalette.MapColor, Color> palette) {
    this.gc = gc;
    this.palette = palette;
  }

  void drawArea(Viewport view, GeoArea area) {
    for (GeoArea.Polygon polygon : area.polygons()) {
      List<double[]> rings = new ArrayList<>();
      rings.add(ProjectedRings.of(polygon.outline(), view.projection()));
      double[] box = ProjectedRings.bounds(rings.get(0));
      for (List<GeoPoint> hole : polygon.holes()) {
        rings.add(movedInto(box, ProjectedRings.of(hole, view.projection())));
      }
      drawRings(view, rings, box);
    }
  }

  /** Moves a ring by whole turns, since it may continue on another copy of the world. */
  private static double[] movedInto(double[] box, double[] ring) {
    double[] own = ProjectedRings.bounds(ring);
    double turns = Math.rint((box[0] + box[2] - own[0] - own[2]) / 2);
    double[] moved = ring.clone();
    for (int i = 0; i < moved.length; i += 2) {
      moved[i] += turns;
    }
    return moved;
  }

  /** Draws a footprint; a small one gets a circle around it so that it is noticed. */
  void drawPreview(Viewport view, Footprint footprint, double textScale) {
    drawRing(view, footprint.ring());
    double[] box = ProjectedRings.bounds(ProjectedRings.of(footprint, view.projection()));
    double radius = TARGET_RADIUS * textScale;
    if (Math.max(box[2] - box[0], box[3] - box[1]) * view.scale() < radius) {
      double x = view.column((box[0] + box[2]) / 2);
      double y = view.row((box[1] + box[3]) / 2);
      gc.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  }

  private void drawRing(Viewport view, List<GeoPoint> corners) {
    double[] ring = ProjectedRings.of(corners, view.projection());
    drawRings(view, List.of(ring), ProjectedRings.bounds(ring));
  }

  private void drawRings(Viewport view, List<double[]> rings, double[] box) {
    int[] copies = view.worldCopies(box[0], box[2], LINE);
    for (int copy = copies[0]; copy <= copies[1]; copy++) {
      drawRings(view, rings, copy);
    }
  }

  /** Draws the area being drawn, only on the copy of the world where the pointer is. */
  void drawSketch(Viewport view, AreaSketch sketch) {
    drawRings(view, List.of(sketch.ring()), 0);
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

  /** Draws an outline and its holes. */
  private void drawRings(Viewport view, List<double[]> rings, int worldCopy) {
    gc.beginPath();
    for (double[] ring : rings) {
      addRing(view, ring, worldCopy);
    }
    Color color = palette.apply(MapPalette.MapColor.SELECTION);
    gc.setFill(color.deriveColor(0, 1, 1, FILL_OPACITY));
    gc.setFillRule(FillRule.EVEN_ODD);
    gc.fill();
    gc.setStroke(color);
    gc.setLineWidth(LINE);
    gc.setLineDashes();
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.stroke();
  }

  private void addRing(Viewport view, double[] ring, int worldCopy) {
    double[] pixels = new double[ring.length];
    for (int i = 0; i < ring.length; i += 2) {
      pixels[i] = view.column(ring[i], worldCopy);
      pixels[i + 1] = view.row(ring[i + 1]);
    }
    // At large scales, distant corners lose precision.
    double size = Math.max(view.width(), view.height());
    double[] clipped = new SquareClipper(size, 3 * LINE).clipRing(pixels);
    for (int i = 0; i < clipped.length; i += 2) {
      if (i == 0) {
        gc.moveTo(clipped[i], clipped[i + 1]);
      } else {
        gc.lineTo(clipped[i], clipped[i + 1]);
      }
    }
    if (clipped.length > 0) {
      gc.closePath();
    }
  }
}
