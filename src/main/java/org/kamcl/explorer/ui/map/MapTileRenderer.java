package org.kamcl.explorer.ui.map;

import java.util.Arrays;
import org.kamcl.explorer.map.Basemap;
import org.kamcl.explorer.map.CoverageRasterizer;
import org.kamcl.explorer.map.FootprintThumbnails;
import org.kamcl.explorer.map.Graticule;
import org.kamcl.explorer.map.MultiScaleShape;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.SquareClipper;

/** Paints tiles: sea, land, the earth's picture, lines, footprints. Any thread, one tile each. */
final class MapTileRenderer {
  /** Cut so far outside of the tile; lines are less than that broad. */
  private static final double MARGIN = 2.5;

  private static final double VEIL = 0.2;
  private static final double BORDERS_ON_PICTURE = 0.45;
  private static final double GRATICULE_ON_PICTURE = 0.28;
  private static final double DASH = 4;
  private static final double GAP = 2;
  private static final double EDGE = 1e-9;

  /** The picture is as sharp as its pixels up to the first of these, and gone from the second. */
  private static final double PICTURE_FADES = 4.5;

  private static final double PICTURE_GONE = 5;

  private final MapTileStyle style;
  private final MapTileBounds area;
  private final SquareClipper squareClipper;
  private final CoverageRasterizer raster;
  private final int[] pixels;
  private final double[] line = new double[4];

  private MapTileRenderer(MapTileStyle style, MapTileBounds area) {
    this.style = style;
    this.area = area;
    this.squareClipper = new SquareClipper(area.side(), MARGIN);
    this.raster = new CoverageRasterizer(area.side());
    this.pixels = new int[area.side() * area.side()];
  }

  /** How much of the earth's picture is seen, 0 to 1. */
  static double imageryOpacity(MapLayers.BasemapStyle basemapStyle, double zoom, boolean loaded) {
    if (!loaded || basemapStyle == MapLayers.BasemapStyle.LINES) {
      return 0;
    }
    if (basemapStyle == MapLayers.BasemapStyle.IMAGERY) {
      return 1;
    }
    double share = (PICTURE_GONE - zoom) / (PICTURE_GONE - PICTURE_FADES);
    return Math.max(0, Math.min(1, share));
  }

  /**
   * Paints one tile.
   *
   * @param pictures of the archive, where they are loaded
   * @return its pixels, row-major, opaque
   */
  static int[] paint(MapTileStyle style, FootprintThumbnails pictures, int column, int row) {
    MapTileRenderer painter = new MapTileRenderer(style, MapTileBounds.of(style, column, row));
    painter.ground();
    painter.graticule();
    painter.borders();
    if (style.showFootprints()) {
      new FootprintRenderer(style, painter.area, painter.raster, painter.pixels, pictures).render();
    }
    return painter.pixels;
  }

  private void ground() {
    Arrays.fill(pixels, style.colors().sea());
    Basemap.Lines lines = style.content().basemap().linesIn(style.projection());
    for (int turn = area.firstWorldCopy();
        style.imageryOpacity() < 1 && turn <= area.lastWorldCopy();
        turn++) {
      for (MultiScaleShape land : lines.land()) {
        if (visible(land, turn)) {
          land(land, turn);
        }
      }
    }
    if (style.imageryOpacity() > 0) {
      earth();
    }
  }

  private void land(MultiScaleShape land, int turn) {
    for (double[] part : land.parts(style.zoom())) {
      raster.addRing(squareClipper.clipRing(area.toPixels(part, turn)));
    }
    raster.blend(pixels, style.colors().land(), 1);
    for (double[] part : land.parts(style.zoom())) {
      coast(part, turn);
    }
    raster.blend(pixels, style.colors().coast(), 1);
  }

  /** The edge of the land, but not where it ends because the map does. */
  private void coast(double[] part, int turn) {
    double[] points = area.toPixels(part, turn);
    double south = style.projection().height();
    for (int i = 0; i < part.length; i += 2) {
      int j = i + 2 == part.length ? 0 : i + 2;
      boolean seam =
          (Math.abs(part[i] - part[j]) < EDGE && (part[i] < EDGE || part[i] > 1 - EDGE))
              || (part[i + 1] > south - EDGE && part[j + 1] > south - EDGE);
      if (!seam) {
        stroke(points[i], points[i + 1], points[j], points[j + 1], style.density());
      }
    }
  }

  private void stroke(double x0, double y0, double x1, double y1, double width) {
    if (!squareClipper.mayIntersect(x0, y0, x1, y1)) {
      return;
    }
    line[0] = x0;
    line[1] = y0;
    line[2] = x1;
    line[3] = y1;
    if (squareClipper.clipSegment(line)) {
      raster.addStroke(line[0], line[1], line[2], line[3], width);
    }
  }

  private void earth() {
    EarthImagery earth = style.content().earth();
    int side = area.side();
    for (int row = 0; row < side; row++) {
      double y = area.worldY(row + 0.5);
      if (y < 0 || y > style.projection().height()) {
        continue;
      }
      double lat = style.projection().lat(y);
      for (int column = 0; column < side; column++) {
        double lon = style.projection().lon(area.worldX(column + 0.5));
        int at = row * side + column;
        int seen = CoverageRasterizer.mix(earth.colorAt(lon, lat), style.colors().veil(), VEIL);
        pixels[at] = CoverageRasterizer.mix(pixels[at], seen, style.imageryOpacity());
      }
    }
  }

  private void graticule() {
    double step = style.graticuleStep();
    if (step <= 0) {
      return;
    }
    Projection projection = style.projection();
    double end = area.side();
    int[] across =
        Graticule.lines(360 * area.worldX(-1) - 180, 360 * area.worldX(end + 1) - 180, step);
    double top = area.y() < 0 ? -area.y() : 0;
    double bottom = Math.min(end, projection.height() * area.scale() - area.y());
    for (int i = across[0]; i <= across[1]; i++) {
      double x = crisp(projection.x(i * step) * area.scale() - area.x());
      stroke(x, top, x, bottom, style.density());
    }
    int[] down =
        Graticule.lines(
            projection.lat(Math.min(projection.height(), area.worldY(end + 1))),
            projection.lat(Math.max(0, area.worldY(-1))),
            step);
    for (int i = down[0]; i <= down[1]; i++) {
      double y = crisp(projection.y(i * step) * area.scale() - area.y());
      stroke(0, y, end, y, style.density());
    }
    boolean onPicture = style.imageryOpacity() > 0.5;
    raster.blend(
        pixels,
        onPicture ? style.colors().onImagery() : style.colors().graticule(),
        onPicture ? GRATICULE_ON_PICTURE : 1);
  }

  /** In the middle of a pixel, where a line of one pixel fills just that. */
  private static double crisp(double position) {
    return Math.floor(position) + 0.5;
  }

  private void borders() {
    boolean onPicture = style.imageryOpacity() > 0.5;
    for (int turn = area.firstWorldCopy(); turn <= area.lastWorldCopy(); turn++) {
      for (MultiScaleShape border :
          style.content().basemap().linesIn(style.projection()).borders()) {
        if (visible(border, turn)) {
          for (double[] part : border.parts(style.zoom())) {
            border(area.toPixels(part, turn), onPicture);
          }
        }
      }
    }
    raster.blend(
        pixels,
        onPicture ? style.colors().onImagery() : style.colors().border(),
        onPicture ? BORDERS_ON_PICTURE : 1);
  }

  /** Dashes are counted from the line's beginning, so that they go on in the next tile. */
  private void border(double[] points, boolean whole) {
    double dash = DASH * style.density();
    double period = dash + GAP * style.density();
    double gone = 0;
    for (int i = 2; i < points.length; i += 2) {
      double x0 = points[i - 2];
      double y0 = points[i - 1];
      double dx = points[i] - x0;
      double dy = points[i + 1] - y0;
      double length = Math.hypot(dx, dy);
      if (squareClipper.mayIntersect(x0, y0, x0 + dx, y0 + dy)) {
        if (whole) {
          stroke(x0, y0, x0 + dx, y0 + dy, 0.8 * style.density());
        } else {
          dashes(new double[] {x0, y0, dx, dy}, length, gone, dash, period);
        }
      }
      gone += length;
    }
  }

  private void dashes(double[] from, double length, double gone, double dash, double period) {
    // Far outside of the tile, dashes are only counted.
    double first = 0;
    double last = length;
    line[0] = from[0];
    line[1] = from[1];
    line[2] = from[0] + from[2];
    line[3] = from[1] + from[3];
    if (length > 4 * area.side() && squareClipper.clipSegment(line)) {
      first = Math.hypot(line[0] - from[0], line[1] - from[1]);
      last = Math.hypot(line[2] - from[0], line[3] - from[1]);
    }
    double at = period * Math.floor((gone + first) / period) - gone;
    for (; at < last; at += period) {
      double begin = Math.max(0, at) / length;
      double end = Math.min(length, at + dash) / length;
      if (end > begin) {
        stroke(
            from[0] + begin * from[2],
            from[1] + begin * from[3],
            from[0] + end * from[2],
            from[1] + end * from[3],
            style.density());
      }
    }
  }

  private boolean visible(MultiScaleShape multiScaleShape, int turn) {
    double end = area.side();
    return multiScaleShape.extent() * area.scale() >= 1
        && multiScaleShape.touches(
            area.worldX(-1) - turn,
            area.worldY(-1),
            area.worldX(end + 1) - turn,
            area.worldY(end + 1));
  }
}
