package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.kamcl.explorer.map.MarkerLayout;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/**
 * Draws the hits: frames, point markers and clusters, with the selected and the hovered one on top.
 */
final class MarkerPainter {
  private static final double STRONG_FRAME = 3;
  private static final double WEAK_FRAME = 1.5;
  private static final double SELECTED_RING = 2.5;
  private static final double HOVERED_RING = 2;
  private static final double MARKED_RING = 1.5;

  /** The smallest width of a frame for the rank in its corner, pixels. */
  private static final double MIN_RANK_WIDTH = 44;

  private static final double BADGE_OPACITY = 0.78;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final MarkerSprites sprites = new MarkerSprites();
  private final TextMeasurer measurer;
  private double textScale = 1;

  MarkerPainter(
      GraphicsContext gc, Function<MapPalette.MapColor, Color> palette, TextMeasurer measurer) {
    this.gc = gc;
    this.palette = palette;
    this.measurer = measurer;
  }

  void setStyle(MarkerSprites.Style style) {
    sprites.setStyle(style);
    textScale = style.textScale();
  }

  /** The boxes of strong point markers; labels may overlap the many small weak ones. */
  List<Bounds> boxes(Viewport view, MarkerLayout layout) {
    List<Bounds> boxes = new ArrayList<>();
    for (HitMarker marker : layout.markers()) {
      if (!marker.isFramed() && marker.best().strong()) {
        double r = marker.radius() * textScale + 2;
        forEachPosition(
            view,
            marker,
            (column, row) -> boxes.add(new BoundingBox(column - r, row - r, 2 * r, 2 * r)));
      }
    }
    return boxes;
  }

  @FunctionalInterface
  private interface Position {
    void at(double column, double row);
  }

  /** Visits the marker on each visible copy of the world. */
  private void forEachPosition(Viewport view, HitMarker marker, Position position) {
    double reach = marker.radius() * textScale + 4;
    double row = view.row(marker.y());
    if (row < -reach || row > view.height() + reach) {
      return;
    }
    int[] copies = view.worldCopies(marker.x(), marker.x(), reach);
    for (int copy = copies[0]; copy <= copies[1]; copy++) {
      position.at(view.column(marker.x(), copy), row);
    }
  }

  /**
   * Draws all markers.
   *
   * @param selected null if none
   * @param hovered null if none
   * @param marked whether a hit is marked
   */
  void paint(
      Viewport view,
      MarkerLayout layout,
      SearchHit selected,
      SearchHit hovered,
      Predicate<SearchHit> marked,
      Font font) {
    gc.setFont(font);
    gc.setLineDashes();
    HitMarker selectedMarker = null;
    HitMarker hoveredMarker = null;
    for (HitMarker marker : layout.markers()) {
      if (selected != null && marker.hits().contains(selected)) {
        selectedMarker = marker;
      } else if (hovered != null && marker.hits().contains(hovered)) {
        hoveredMarker = marker;
      } else {
        boolean any = marker.hits().stream().anyMatch(marked);
        paintMarker(view, marker, any ? Emphasis.MARKED : Emphasis.NONE);
      }
    }
    if (hoveredMarker != null) {
      paintMarker(view, hoveredMarker, Emphasis.HOVERED);
    }
    if (selectedMarker != null) {
      paintMarker(view, selectedMarker, Emphasis.SELECTED);
    }
  }

  private enum Emphasis {
    NONE(0, MapPalette.MapColor.PANE, MapPalette.MapColor.MARKER_LINE),
    MARKED(MARKED_RING, MapPalette.MapColor.SELECTION, MapPalette.MapColor.SELECTION),
    HOVERED(HOVERED_RING, MapPalette.MapColor.PANE, MapPalette.MapColor.MARKER_LINE),
    SELECTED(SELECTED_RING, MapPalette.MapColor.SELECTION, MapPalette.MapColor.SELECTION);

    private final double ring;
    private final MapPalette.MapColor aroundFrame;
    private final MapPalette.MapColor aroundPoint;

    Emphasis(double ring, MapPalette.MapColor aroundFrame, MapPalette.MapColor aroundPoint) {
      this.ring = ring;
      this.aroundFrame = aroundFrame;
      this.aroundPoint = aroundPoint;
    }
  }

  private void paintMarker(Viewport view, HitMarker marker, Emphasis emphasis) {
    if (marker.isFramed()) {
      paintFrames(view, marker, emphasis);
    } else {
      forEachPosition(view, marker, (column, row) -> paintPoint(marker, column, row, emphasis));
    }
  }

  private void paintPoint(HitMarker marker, double column, double row, Emphasis emphasis) {
    double reach = sprites.reach(marker);
    double x = Math.rint(column);
    double y = Math.rint(row);
    gc.drawImage(sprites.of(marker), x - reach, y - reach, 2 * reach, 2 * reach);
    if (marker.isCluster()) {
      gc.setFill(palette.apply(MapPalette.MapColor.TEXT));
      gc.setTextAlign(TextAlignment.CENTER);
      gc.setTextBaseline(VPos.CENTER);
      gc.fillText(Integer.toString(marker.hits().size()), x, y + 0.5);
    }
    if (emphasis != Emphasis.NONE) {
      double r = marker.radius() * textScale + emphasis.ring / 2 + 1;
      gc.setStroke(palette.apply(emphasis.aroundPoint));
      gc.setLineWidth(emphasis.ring);
      gc.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }
  }

  private void paintFrames(Viewport view, HitMarker marker, Emphasis emphasis) {
    double[] box = ProjectedRings.bounds(marker.ring());
    double top = view.row(box[1]);
    double bottom = view.row(box[3]);
    if (bottom < -8 || top > view.height() + 8) {
      return;
    }
    int[] copies = view.worldCopies(box[0], box[2], SELECTED_RING + STRONG_FRAME);
    for (int copy = copies[0]; copy <= copies[1]; copy++) {
      paintFrame(view, marker, copy, emphasis);
    }
  }

  private void paintFrame(Viewport view, HitMarker marker, int worldCopy, Emphasis emphasis) {
    int n = marker.ring().length / 2;
    double[] columns = new double[n];
    double[] rows = new double[n];
    int upperLeft = 0;
    for (int i = 0; i < n; i++) {
      columns[i] = view.column(marker.ring()[2 * i], worldCopy);
      rows[i] = view.row(marker.ring()[2 * i + 1]);
      if (columns[i] + rows[i] < columns[upperLeft] + rows[upperLeft]) {
        upperLeft = i;
      }
    }
    double width = marker.best().strong() ? STRONG_FRAME : WEAK_FRAME;
    gc.setLineJoin(StrokeLineJoin.MITER);
    if (emphasis != Emphasis.NONE) {
      gc.setStroke(palette.apply(emphasis.aroundFrame));
      gc.setLineWidth(width + 2 * emphasis.ring + 2);
      gc.strokePolygon(columns, rows, n);
    }
    gc.setStroke(palette.apply(MapPalette.MapColor.MARKER_LINE));
    gc.setLineWidth(width + 2);
    gc.strokePolygon(columns, rows, n);
    gc.setStroke(color(marker.best()));
    gc.setLineWidth(width);
    gc.strokePolygon(columns, rows, n);
    paintRank(marker, columns[upperLeft], rows[upperLeft], view);
  }

  /** The color of a score; listed images have none and must not look like weak hits. */
  private Color color(SearchHit hit) {
    return hit.isListed()
        ? palette.apply(MapPalette.MapColor.LISTED)
        : ScoreColorScale.color(hit.falseMatchRate());
  }

  /** Draws the rank as a dark badge, which is readable on any image. */
  private void paintRank(HitMarker marker, double column, double row, Viewport view) {
    double[] box = ProjectedRings.bounds(marker.ring());
    if ((box[2] - box[0]) * view.scale() < MIN_RANK_WIDTH * textScale) {
      return;
    }
    String text = Integer.toString(marker.best().rank());
    double height = gc.getFont().getSize() * 1.45;
    double width = measurer.width(text, gc.getFont()) + 10 * textScale;
    double x = Math.rint(column) + 4 * textScale;
    double y = Math.rint(row) + 4 * textScale;
    gc.setGlobalAlpha(BADGE_OPACITY);
    gc.setFill(palette.apply(MapPalette.MapColor.BADGE));
    gc.fillRoundRect(x, y, Math.rint(width), Math.rint(height), 6, 6);
    gc.setGlobalAlpha(1);
    gc.setFill(palette.apply(MapPalette.MapColor.BADGE_TEXT));
    gc.setTextAlign(TextAlignment.CENTER);
    gc.setTextBaseline(VPos.CENTER);
    gc.fillText(text, x + width / 2, y + height / 2 + 0.5);
  }
}
