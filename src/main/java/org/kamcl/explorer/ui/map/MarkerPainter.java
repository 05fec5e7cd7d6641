package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** Draws the hits: frames, marks, clusters, and what is selected or under the pointer. */
final class MarkerPainter {
  private static final double STRONG_FRAME = 3;
  private static final double WEAK_FRAME = 1.5;
  private static final double SELECTED_RING = 2.5;
  private static final double HOVER_RING = 2;
  private static final double RANK_ROOM = 44;
  private static final double RANK_SHADE = 0.78;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final MarkerSprites sprites = new MarkerSprites();
  private final TextMeasurer textMeasurer;
  private double grow = 1;

  MarkerPainter(
      GraphicsContext gc, Function<MapPalette.MapColor, Color> palette, TextMeasurer textMeasurer) {
    this.gc = gc;
    this.palette = palette;
    this.textMeasurer = textMeasurer;
  }

  void setStyle(MarkerSprites.Style style) {
    sprites.setStyle(style);
    grow = style.textScale();
  }

  /** The boxes of marks, which names keep clear of. */
  List<Bounds> boxes(Viewport view, MarkerLayout layout) {
    List<Bounds> boxes = new ArrayList<>();
    for (HitMarker mark : layout.markers()) {
      // Weak ones are small and many: names may lie beside and over them.
      if (!mark.isFramed() && mark.best().strong()) {
        double r = mark.radius() * grow + 2;
        each(
            view,
            mark,
            (column, row) -> boxes.add(new BoundingBox(column - r, row - r, 2 * r, 2 * r)));
      }
    }
    return boxes;
  }

  @FunctionalInterface
  private interface Spot {
    void at(double column, double row);
  }

  /** Each place on the map where a mark is seen. */
  private void each(Viewport view, HitMarker mark, Spot spot) {
    double reach = mark.radius() * grow + 4;
    double row = view.row(mark.y());
    if (row < -reach || row > view.height() + reach) {
      return;
    }
    int[] turns = view.worldCopies(mark.x(), mark.x(), reach);
    for (int turn = turns[0]; turn <= turns[1]; turn++) {
      spot.at(view.column(mark.x(), turn), row);
    }
  }

  void paint(Viewport view, MarkerLayout layout, SearchHit selected, SearchHit hovered, Font font) {
    gc.setFont(font);
    gc.setLineDashes();
    HitMarker chosen = null;
    HitMarker pointed = null;
    for (HitMarker mark : layout.markers()) {
      if (selected != null && mark.hits().contains(selected)) {
        chosen = mark;
      } else if (hovered != null && mark.hits().contains(hovered)) {
        pointed = mark;
      } else {
        mark(view, mark, Emphasis.NONE);
      }
    }
    if (pointed != null) {
      mark(view, pointed, Emphasis.HOVERED);
    }
    if (chosen != null) {
      mark(view, chosen, Emphasis.SELECTED);
    }
  }

  private enum Emphasis {
    NONE,
    HOVERED,
    SELECTED
  }

  private void mark(Viewport view, HitMarker mark, Emphasis emphasis) {
    if (mark.isFramed()) {
      frame(view, mark, emphasis);
    } else {
      each(view, mark, (column, row) -> dot(mark, column, row, emphasis));
    }
  }

  private void dot(HitMarker mark, double column, double row, Emphasis emphasis) {
    double reach = sprites.reach(mark);
    double x = Math.rint(column);
    double y = Math.rint(row);
    gc.drawImage(sprites.of(mark), x - reach, y - reach, 2 * reach, 2 * reach);
    if (mark.isCluster()) {
      gc.setFill(palette.apply(MapPalette.MapColor.TEXT));
      gc.setTextAlign(TextAlignment.CENTER);
      gc.setTextBaseline(VPos.CENTER);
      gc.fillText(Integer.toString(mark.hits().size()), x, y + 0.5);
    }
    if (emphasis != Emphasis.NONE) {
      boolean selected = emphasis == Emphasis.SELECTED;
      double width = selected ? SELECTED_RING : HOVER_RING;
      double r = mark.radius() * grow + width / 2 + 1;
      gc.setStroke(
          palette.apply(
              selected ? MapPalette.MapColor.SELECTION : MapPalette.MapColor.MARKER_LINE));
      gc.setLineWidth(width);
      gc.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }
  }

  private void frame(Viewport view, HitMarker mark, Emphasis emphasis) {
    double[] box = ProjectedRings.bounds(mark.ring());
    int[] turns = view.worldCopies(box[0], box[2], SELECTED_RING + STRONG_FRAME);
    double top = view.row(box[1]);
    double bottom = view.row(box[3]);
    if (bottom < -8 || top > view.height() + 8) {
      return;
    }
    for (int turn = turns[0]; turn <= turns[1]; turn++) {
      frame(view, mark, turn, emphasis);
    }
  }

  private void frame(Viewport view, HitMarker mark, int turn, Emphasis emphasis) {
    int n = mark.ring().length / 2;
    double[] columns = new double[n];
    double[] rows = new double[n];
    int corner = 0;
    for (int i = 0; i < n; i++) {
      columns[i] = view.column(mark.ring()[2 * i], turn);
      rows[i] = view.row(mark.ring()[2 * i + 1]);
      if (columns[i] + rows[i] < columns[corner] + rows[corner]) {
        corner = i;
      }
    }
    double width = mark.best().strong() ? STRONG_FRAME : WEAK_FRAME;
    gc.setLineJoin(StrokeLineJoin.MITER);
    double outside = width;
    if (emphasis != Emphasis.NONE) {
      boolean selected = emphasis == Emphasis.SELECTED;
      outside += 2 * (selected ? SELECTED_RING : HOVER_RING);
      gc.setStroke(
          palette.apply(selected ? MapPalette.MapColor.SELECTION : MapPalette.MapColor.PANE));
      gc.setLineWidth(outside + 2);
      gc.strokePolygon(columns, rows, n);
    }
    gc.setStroke(palette.apply(MapPalette.MapColor.MARKER_LINE));
    gc.setLineWidth(width + 2);
    gc.strokePolygon(columns, rows, n);
    gc.setStroke(ScoreColorScale.color(mark.best().falseMatchRate()));
    gc.setLineWidth(width);
    gc.strokePolygon(columns, rows, n);
    rank(mark, columns[corner], rows[corner], view);
  }

  /** The rank in the upper left corner, on a dark shade as it lies on a picture. */
  private void rank(HitMarker mark, double column, double row, Viewport view) {
    double[] box = ProjectedRings.bounds(mark.ring());
    if ((box[2] - box[0]) * view.scale() < RANK_ROOM * grow) {
      return;
    }
    String text = Integer.toString(mark.best().rank());
    double height = gc.getFont().getSize() * 1.45;
    double width = textMeasurer.width(text, gc.getFont()) + 10 * grow;
    double x = Math.rint(column) + 4 * grow;
    double y = Math.rint(row) + 4 * grow;
    gc.setGlobalAlpha(RANK_SHADE);
    gc.setFill(palette.apply(MapPalette.MapColor.BADGE));
    gc.fillRoundRect(x, y, Math.rint(width), Math.rint(height), 6, 6);
    gc.setGlobalAlpha(1);
    gc.setFill(palette.apply(MapPalette.MapColor.BADGE_TEXT));
    gc.setTextAlign(TextAlignment.CENTER);
    gc.setTextBaseline(VPos.CENTER);
    gc.fillText(text, x + width / 2, y + height / 2 + 0.5);
  }
}
