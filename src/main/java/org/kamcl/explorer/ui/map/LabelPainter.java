package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.kamcl.explorer.map.Basemap;
import org.kamcl.explorer.map.Viewport;

/** Writes names on the map, important ones first, none over another or over a mark. */
final class LabelPainter {
  private static final double HALO = 3;
  private static final double GAP = 5;

  /** Square pixels that a country needs before its name is written. */
  private static final double COUNTRY_AREA = 6000;

  /** A name of a country is useful until its towns fill the map. */
  private static final double COUNTRY_ZOOM = 8;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final TextMeasurer textMeasurer;
  private Font font = Font.getDefault();
  private final List<Bounds> taken = new ArrayList<>();

  LabelPainter(
      GraphicsContext gc, Function<MapPalette.MapColor, Color> palette, TextMeasurer textMeasurer) {
    this.gc = gc;
    this.palette = palette;
    this.textMeasurer = textMeasurer;
  }

  void font(Font wanted) {
    font = wanted;
  }

  /**
   * @param marks boxes that stay free
   */
  void paint(Viewport view, Basemap basemap, double picture, List<Bounds> marks) {
    taken.clear();
    taken.addAll(marks);
    boolean onPicture = picture > 0.5;
    Color text =
        palette.apply(onPicture ? MapPalette.MapColor.ON_IMAGERY : MapPalette.MapColor.LABEL);
    Color halo =
        palette.apply(onPicture ? MapPalette.MapColor.IMAGERY_HALO : MapPalette.MapColor.LAND);
    gc.setFont(font);
    gc.setTextBaseline(VPos.CENTER);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.setLineWidth(HALO);
    if (view.zoom() < COUNTRY_ZOOM) {
      countries(view, basemap, text, halo);
    }
    towns(view, basemap, text, halo);
  }

  private void countries(Viewport view, Basemap basemap, Color text, Color halo) {
    double perDegree = view.scale() / 360;
    gc.setTextAlign(TextAlignment.CENTER);
    for (Basemap.Country country : basemap.countries()) {
      if (country.area() * perDegree * perDegree < COUNTRY_AREA) {
        break;
      }
      double column = view.column(view.projection().x(country.lon()));
      double row = view.row(view.projection().y(country.lat()));
      String name = spaced(country.name());
      double half = width(name) / 2;
      if (place(view, column - half, column + half, row)) {
        write(name, column, row, text, halo);
      }
    }
  }

  private void towns(Viewport view, Basemap basemap, Color text, Color halo) {
    int rank = (int) Math.floor((view.zoom() - 2.4) * 1.5);
    gc.setTextAlign(TextAlignment.LEFT);
    for (Basemap.Place town : basemap.places()) {
      if (town.rank() > rank) {
        break;
      }
      double column = Math.rint(view.column(view.projection().x(town.lon())));
      // Most towns are elsewhere, and the latitude costs a logarithm.
      if (column < 0 || column > view.width()) {
        continue;
      }
      double row = Math.rint(view.row(view.projection().y(town.lat())));
      if (view.contains(column, row)
          && place(view, column - GAP, column + GAP + width(town.name()), row)) {
        gc.setFill(halo);
        gc.fillOval(column - 3, row - 3, 6, 6);
        write(town.name(), column + GAP, row, text, halo);
        gc.fillOval(column - 2, row - 2, 4, 4);
      }
    }
  }

  private void write(String name, double column, double row, Color text, Color halo) {
    gc.setStroke(halo);
    gc.strokeText(name, column, row);
    gc.setFill(text);
    gc.fillText(name, column, row);
  }

  /** Takes the room for a name, if it is free and wholly on the map. */
  private boolean place(Viewport view, double left, double right, double row) {
    double height = font.getSize() * 1.4;
    Bounds box = new BoundingBox(left, row - height / 2, right - left, height);
    if (left < 2 || right > view.width() - 2 || box.getMinY() < 2) {
      return false;
    }
    if (box.getMaxY() > view.height() - 2 || taken.stream().anyMatch(box::intersects)) {
      return false;
    }
    taken.add(box);
    return true;
  }

  private double width(String name) {
    return textMeasurer.width(name, font);
  }

  /** Capitals with thin spaces between, as countries are written on maps. */
  private static String spaced(String name) {
    return String.join("\u200A", name.toUpperCase(Locale.ROOT).split(""));
  }
}
