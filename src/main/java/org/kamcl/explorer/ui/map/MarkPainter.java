package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.theme.Ramp;

/** Draws where the images are, and the hits over them. */
final class MarkPainter {
  private static final double FOOTPRINT_FILL = 0.28;
  private static final double SMALL = 5;
  private static final double RING = 3;
  private static final double SELECTED_RING = 2.5;

  private final GraphicsContext gc;
  private final Function<MapPalette.Tone, Color> palette;

  MarkPainter(GraphicsContext gc, Function<MapPalette.Tone, Color> palette) {
    this.gc = gc;
    this.palette = palette;
  }

  /** The boxes of marks, which names keep clear of. */
  static List<Bounds> boxes(List<MapMark> marks) {
    List<Bounds> boxes = new ArrayList<>();
    for (MapMark mark : marks) {
      double r = mark.radius() + 2;
      boxes.add(new BoundingBox(mark.column() - r, mark.row() - r, 2 * r, 2 * r));
    }
    return boxes;
  }

  void footprints(Viewport view, List<ImageRecord> images) {
    Color colour = palette.apply(MapPalette.Tone.FOOTPRINT);
    Color fill = colour.deriveColor(0, 1, 1, FOOTPRINT_FILL);
    gc.setStroke(colour);
    gc.setLineWidth(1);
    gc.setLineDashes();
    for (ImageRecord image : images) {
      image.footprint().ifPresent(footprint -> footprint(view, footprint.ring(), fill));
    }
  }

  private void footprint(Viewport view, List<GeoPoint> ring, Color fill) {
    double[] columns = new double[ring.size()];
    double[] rows = new double[ring.size()];
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = view.column(Mercator.x(ring.get(i).lon()));
      rows[i] = view.row(Mercator.y(ring.get(i).lat()));
      left = Math.min(left, columns[i]);
      right = Math.max(right, columns[i]);
      top = Math.min(top, rows[i]);
      bottom = Math.max(bottom, rows[i]);
    }
    if (right < 0 || left > view.width() || bottom < 0 || top > view.height()) {
      return;
    }
    gc.setFill(fill);
    if (Math.max(right - left, bottom - top) < SMALL) {
      double column = Math.rint((left + right) / 2) - SMALL / 2;
      double row = Math.rint((top + bottom) / 2) - SMALL / 2;
      gc.fillRect(column, row, SMALL, SMALL);
      gc.strokeRect(column, row, SMALL, SMALL);
      return;
    }
    gc.fillPolygon(columns, rows, columns.length);
    gc.strokePolygon(columns, rows, columns.length);
  }

  void marks(List<MapMark> marks, SearchHit selected, Font font) {
    MapMark chosen = null;
    for (MapMark mark : marks) {
      if (selected != null && mark.hits().contains(selected)) {
        chosen = mark;
      } else {
        mark(mark, font);
      }
    }
    if (chosen != null) {
      mark(chosen, font);
      double r = chosen.radius() + SELECTED_RING + 0.5;
      gc.setStroke(palette.apply(MapPalette.Tone.SELECTION));
      gc.setLineWidth(SELECTED_RING);
      gc.strokeOval(chosen.column() - r, chosen.row() - r, 2 * r, 2 * r);
    }
  }

  private void mark(MapMark mark, Font font) {
    double r = mark.radius();
    Color colour = Ramp.colour(mark.best().chance());
    gc.setFill(colour);
    gc.fillOval(mark.column() - r, mark.row() - r, 2 * r, 2 * r);
    gc.setStroke(palette.apply(MapPalette.Tone.MARK_LINE));
    gc.setLineWidth(1);
    gc.strokeOval(mark.column() - r, mark.row() - r, 2 * r, 2 * r);
    if (mark.cluster()) {
      double inner = r - RING;
      gc.setFill(palette.apply(MapPalette.Tone.PANE));
      gc.fillOval(mark.column() - inner, mark.row() - inner, 2 * inner, 2 * inner);
      gc.strokeOval(mark.column() - inner, mark.row() - inner, 2 * inner, 2 * inner);
      gc.setFill(palette.apply(MapPalette.Tone.TEXT));
      gc.setFont(font);
      gc.setTextAlign(TextAlignment.CENTER);
      gc.setTextBaseline(VPos.CENTER);
      gc.fillText(Integer.toString(mark.hits().size()), mark.column(), mark.row() + 0.5);
    }
  }
}
