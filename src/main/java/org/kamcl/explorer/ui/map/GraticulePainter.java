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
 * Writes the degrees of the graticule at the map's left and upper edges; its lines are in tiles.
 */
final class GraticulePainter {
  private static final double HALO = 3;
  private static final double INSET = 3;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final GeoFormatter words;
  private final TextMeasurer textMeasurer;

  GraticulePainter(
      GraphicsContext gc,
      Function<MapPalette.MapColor, Color> palette,
      GeoFormatter words,
      TextMeasurer textMeasurer) {
    this.gc = gc;
    this.palette = palette;
    this.words = words;
    this.textMeasurer = textMeasurer;
  }

  /**
   * @param taken boxes that stay free; those of the numbers are added
   * @param below row under the cards at the upper edge
   */
  void paint(Viewport view, boolean onPicture, Font font, List<Bounds> taken, double below) {
    double step = Graticule.step(view.zoom());
    int digits = Graticule.digits(step);
    gc.setFont(font);
    gc.setFill(
        palette.apply(onPicture ? MapPalette.MapColor.ON_IMAGERY : MapPalette.MapColor.LABEL));
    gc.setStroke(
        palette.apply(onPicture ? MapPalette.MapColor.IMAGERY_HALO : MapPalette.MapColor.LAND));
    gc.setLineWidth(HALO);
    gc.setTextBaseline(VPos.CENTER);
    Projection projection = view.projection();
    double half = font.getSize() * 0.7;
    gc.setTextAlign(TextAlignment.LEFT);
    int[] down =
        Graticule.lines(
            projection.lat(Math.min(projection.height(), view.worldY(view.height()))),
            projection.lat(Math.max(0, view.worldY(0))),
            step);
    for (int i = down[0]; i <= down[1]; i++) {
      double row = Math.rint(view.row(projection.y(i * step)));
      write(words.latitude(i * step, digits), INSET, row, half, view, taken);
    }
    int[] across =
        Graticule.lines(360 * view.worldX(0) - 180, 360 * view.worldX(view.width()) - 180, step);
    for (int i = across[0]; i <= across[1]; i++) {
      double lon = i * step;
      String text = words.longitude(lon - 360 * Math.rint(lon / 360), digits);
      double left = view.column(projection.x(lon), 0) - textMeasurer.width(text, font) / 2;
      // Where a card lies over the upper edge, the lower one or the room below the card.
      for (double row : new double[] {INSET + half, view.height() - INSET - half, below + half}) {
        if (write(text, Math.rint(left), row, half, view, taken)) {
          break;
        }
      }
    }
  }

  private boolean write(
      String text, double left, double row, double half, Viewport view, List<Bounds> taken) {
    double width = textMeasurer.width(text, gc.getFont());
    Bounds box = new BoundingBox(left, row - half, width, 2 * half);
    boolean inside =
        left >= 0 && left + width <= view.width() && row - half >= 0 && row + half <= view.height();
    if (inside && taken.stream().noneMatch(box::intersects)) {
      taken.add(box);
      gc.strokeText(text, left, row);
      gc.fillText(text, left, row);
      return true;
    }
    return false;
  }
}
