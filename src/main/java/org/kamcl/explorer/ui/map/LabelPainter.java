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

/** Draws the names of countries and towns, important ones first, without overlaps. */
final class LabelPainter {
  private static final double HALO = 3;
  private static final double GAP = 5;

  /** A country needs this many square pixels for its name. */
  private static final double MIN_COUNTRY_AREA = 6000;

  /** From this zoom level on, the names of towns are enough. */
  private static final double MAX_COUNTRY_ZOOM = 8;

  private static final double FIRST_TOWN_ZOOM = 2.4;
  private static final double TOWN_RANKS_PER_LEVEL = 1.5;

  private final GraphicsContext gc;
  private final Function<MapPalette.MapColor, Color> palette;
  private final TextMeasurer measurer;
  private final List<Bounds> occupied = new ArrayList<>();
  private Font font = Font.getDefault();
  private Color textColor = Color.BLACK;
  private Color haloColor = Color.WHITE;

  LabelPainter(
      GraphicsContext gc, Function<MapPalette.MapColor, Color> palette, TextMeasurer measurer) {
    this.gc = gc;
    this.palette = palette;
    this.measurer = measurer;
  }

  /**
   * Draws the labels.
   *
   * @param reserved boxes that labels must not overlap
   */
  void paint(
      Viewport view, Basemap basemap, boolean onImagery, Font labelFont, List<Bounds> reserved) {
    font = labelFont;
    occupied.clear();
    occupied.addAll(reserved);
    textColor =
        palette.apply(onImagery ? MapPalette.MapColor.ON_IMAGERY : MapPalette.MapColor.LABEL);
    haloColor =
        palette.apply(onImagery ? MapPalette.MapColor.IMAGERY_HALO : MapPalette.MapColor.LAND);
    gc.setFont(font);
    gc.setTextBaseline(VPos.CENTER);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.setLineWidth(HALO);
    if (view.zoom() < MAX_COUNTRY_ZOOM) {
      paintCountries(view, basemap);
    }
    paintTowns(view, basemap);
  }

  private void paintCountries(Viewport view, Basemap basemap) {
    double perDegree = view.scale() / 360;
    gc.setTextAlign(TextAlignment.CENTER);
    for (Basemap.Country country : basemap.countries()) {
      if (country.area() * perDegree * perDegree < MIN_COUNTRY_AREA) {
        break;
      }
      double column = view.column(view.projection().x(country.lon()));
      double row = view.row(view.projection().y(country.lat()));
      String name = letterSpaced(country.name());
      double half = measurer.width(name, font) / 2;
      if (reserve(view, column - half, column + half, row)) {
        paintText(name, column, row);
      }
    }
  }

  private void paintTowns(Viewport view, Basemap basemap) {
    int maxRank = (int) Math.floor((view.zoom() - FIRST_TOWN_ZOOM) * TOWN_RANKS_PER_LEVEL);
    gc.setTextAlign(TextAlignment.LEFT);
    for (Basemap.Place town : basemap.places()) {
      if (town.rank() > maxRank) {
        break;
      }
      double column = Math.rint(view.column(view.projection().x(town.lon())));
      // Most towns are outside, and the row needs a logarithm.
      if (column < 0 || column > view.width()) {
        continue;
      }
      double row = Math.rint(view.row(view.projection().y(town.lat())));
      if (view.contains(column, row) && reserveTown(view, town.name(), column, row)) {
        gc.setFill(haloColor);
        gc.fillOval(column - 3, row - 3, 6, 6);
        paintText(town.name(), column + GAP, row);
        gc.fillOval(column - 2, row - 2, 4, 4);
      }
    }
  }

  private boolean reserveTown(Viewport view, String name, double column, double row) {
    return reserve(view, column - GAP, column + GAP + measurer.width(name, font), row);
  }

  private void paintText(String text, double column, double row) {
    gc.setStroke(haloColor);
    gc.strokeText(text, column, row);
    gc.setFill(textColor);
    gc.fillText(text, column, row);
  }

  /** Reserves the space of a label if it is free and completely on the map. */
  private boolean reserve(Viewport view, double left, double right, double row) {
    double height = font.getSize() * 1.4;
    Bounds box = new BoundingBox(left, row - height / 2, right - left, height);
    if (left < 2 || right > view.width() - 2 || box.getMinY() < 2) {
      return false;
    }
    if (box.getMaxY() > view.height() - 2 || occupied.stream().anyMatch(box::intersects)) {
      return false;
    }
    occupied.add(box);
    return true;
  }

  /** Capitals separated by hair spaces, the usual typography for countries on maps. */
  private static String letterSpaced(String name) {
    return String.join("\u200A", name.toUpperCase(Locale.ROOT).split(""));
  }
}
