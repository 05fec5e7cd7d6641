package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.function.Function;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.kamcl.explorer.map.Graticule;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.text.GeoFormatter;

/**
 * Draws the labels of the graticule at the left and upper edges of the map; its lines are part of
 * the map tiles.
 */
final class GraticulePainter {
  private static final double HALO = 3;
  private static final double INSET = 3;

  /** Space between two labels, pixels. */
  private static final double GAP = 4;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final GeoFormatter formatter;
  private final TextMeasurer measurer;

  GraticulePainter(
      GraphicsContext gc,
      Function<MapPalette.MapColor, Color> palette,
      GeoFormatter formatter,
      TextMeasurer measurer) {
    this.gc = gc;
    this.palette = palette;
    this.formatter = formatter;
    this.measurer = measurer;
  }

  /**
   * Draws the labels.
   *
   * @param occupied boxes that labels must not overlap; those of the labels are added
   * @param controlsBottom row below the controls at the upper edge
   */
  void paint(
      Viewport view, boolean onImagery, Font font, List<Bounds> occupied, double controlsBottom) {
    double step = Graticule.step(view.zoom());
    int digits = Graticule.digits(step);
    gc.setFont(font);
    gc.setFill(
        palette.apply(onImagery ? MapPalette.MapColor.ON_IMAGERY : MapPalette.MapColor.LABEL));
    gc.setStroke(
        palette.apply(onImagery ? MapPalette.MapColor.IMAGERY_HALO : MapPalette.MapColor.LAND));
    gc.setLineWidth(HALO);
    gc.setTextBaseline(VPos.CENTER);
    gc.setTextAlign(TextAlignment.LEFT);
    Projection projection = view.projection();
    double half = font.getSize() * 0.7;
    int[] parallels =
        Graticule.lines(
            projection.lat(Math.min(projection.height(), view.worldY(view.height()))),
            projection.lat(Math.max(0, view.worldY(0))),
            step);
    for (int i = parallels[0]; i <= parallels[1]; i++) {
      double row = Math.rint(view.row(projection.y(i * step)));
      paintLabel(formatter.latitude(i * step, digits), INSET, row, half, view, occupied);
    }
    int[] meridians =
        Graticule.lines(360 * view.worldX(0) - 180, 360 * view.worldX(view.width()) - 180, step);
    // A map that shows the whole world may be higher than it.
    double top = Math.max(0, view.row(0));
    double bottom = Math.min(view.height(), view.row(projection.height()));
    double[] rows = {
      top + INSET + half, bottom - INSET - half, Math.max(controlsBottom, top) + half
    };
    for (int i = meridians[0]; i <= meridians[1]; i++) {
      double lon = i * step;
      String text = formatter.longitude(lon - 360 * Math.rint(lon / 360), digits);
      double left = view.column(projection.x(lon), 0) - measurer.width(text, font) / 2;
      // Under a control: at the lower edge or below the control.
      for (double row : rows) {
        if (paintLabel(text, Math.rint(left), row, half, view, occupied)) {
          break;
        }
      }
    }
  }

  private boolean paintLabel(
      String text, double left, double row, double half, Viewport view, List<Bounds> occupied) {
    double width = measurer.width(text, gc.getFont());
    Bounds box = new BoundingBox(left - GAP, row - half, width + 2 * GAP, 2 * half);
    boolean inside =
        left >= 0 && left + width <= view.width() && row - half >= 0 && row + half <= view.height();
    if (inside && occupied.stream().noneMatch(box::intersects)) {
      occupied.add(box);
      gc.strokeText(text, left, row);
      gc.fillText(text, left, row);
      return true;
    }
    return false;
  }
}
