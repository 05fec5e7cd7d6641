package org.kamcl.explorer.map;

import java.util.Arrays;

/**
 * Renders a map tile: sea, land, satellite imagery, graticule, borders and footprints. Works on any
 * thread; each tile has its own renderer.
 */
public final class MapTileRenderer {
  /** Clip margin in pixels; more than the width of a line. */
  private static final double MARGIN = 2.5;

  private static final double VEIL_OPACITY = 0.2;
  private static final double BORDER_OPACITY_ON_IMAGERY = 0.45;
  private static final double GRATICULE_OPACITY_ON_IMAGERY = 0.28;
  private static final double BORDER_WIDTH_ON_IMAGERY = 0.8;
  private static final double DASH = 4;
  private static final double GAP = 2;
  private static final double EDGE = 1e-9;

  private final MapTileStyle style;
  private final MapTileBounds tile;
  private final SquareClipper clipper;
  private final CoverageRasterizer rasterizer;
  private final int[] pixels;
  private final double[] line = new double[4];

  private MapTileRenderer(MapTileStyle style, MapTileBounds tile) {
    this.style = style;
    this.tile = tile;
    this.clipper = new SquareClipper(tile.side(), MARGIN);
    this.rasterizer = new CoverageRasterizer(tile.side());
    this.pixels = new int[tile.side() * tile.side()];
  }

  /**
   * Renders one tile.
   *
   * @param thumbnails of footprints, as far as they are loaded
   * @param column of the tile, 0 at the western edge of world copy 0
   * @param row of the tile, 0 at the northern edge of the world
   * @return side x side pixels, row-major, 0xFFRRGGBB
   */
  public static int[] render(
      MapTileStyle style, FootprintThumbnails thumbnails, int column, int row) {
    MapTileRenderer renderer = new MapTileRenderer(style, MapTileBounds.of(style, column, row));
    renderer.renderGround();
    renderer.renderGraticule();
    renderer.renderBorders();
    if (style.showFootprints()) {
      new FootprintRenderer(style, renderer.tile, renderer.rasterizer, renderer.pixels, thumbnails)
          .render();
    }
    return renderer.pixels;
  }

  private void renderGround() {
    Arrays.fill(pixels, style.colors().sea());
    Basemap.Lines lines = style.content().basemap().linesIn(style.projection());
    for (int copy = tile.firstWorldCopy();
        style.imageryOpacity() < 1 && copy <= tile.lastWorldCopy();
        copy++) {
      for (MultiScaleShape land : lines.land()) {
        if (isVisible(land, copy)) {
          renderLand(land, copy);
        }
      }
    }
    if (style.imageryOpacity() > 0) {
      renderImagery();
    }
  }

  private void renderLand(MultiScaleShape land, int worldCopy) {
    for (double[] part : land.parts(style.zoom())) {
      rasterizer.addRing(clipper.clipRing(tile.toPixels(part, worldCopy)));
    }
    rasterizer.blend(pixels, style.colors().land(), 1);
    for (double[] part : land.parts(style.zoom())) {
      addCoast(part, worldCopy);
    }
    rasterizer.blend(pixels, style.colors().coast(), 1);
  }

  /** Adds the coastline without the edges where polygons are cut at the edge of the map. */
  private void addCoast(double[] part, int worldCopy) {
    double[] points = tile.toPixels(part, worldCopy);
    double south = style.projection().height();
    for (int i = 0; i < part.length; i += 2) {
      int j = i + 2 == part.length ? 0 : i + 2;
      boolean edgeOfMap =
          (Math.abs(part[i] - part[j]) < EDGE && (part[i] < EDGE || part[i] > 1 - EDGE))
              || (part[i + 1] > south - EDGE && part[j + 1] > south - EDGE);
      if (!edgeOfMap) {
        addStroke(points[i], points[i + 1], points[j], points[j + 1], style.density());
      }
    }
  }

  private void addStroke(double x0, double y0, double x1, double y1, double width) {
    if (!clipper.mayIntersect(x0, y0, x1, y1)) {
      return;
    }
    line[0] = x0;
    line[1] = y0;
    line[2] = x1;
    line[3] = y1;
    if (clipper.clipSegment(line)) {
      rasterizer.addStroke(line[0], line[1], line[2], line[3], width);
    }
  }

  private void renderImagery() {
    int side = tile.side();
    double[] lons = new double[side];
    for (int column = 0; column < side; column++) {
      lons[column] = style.projection().lon(tile.worldX(column + 0.5));
    }
    EarthImagery.Columns columns = style.content().imagery().columns(lons);
    int[] colors = new int[side];
    int veil = CoverageRasterizer.parts(VEIL_OPACITY);
    int opacity = CoverageRasterizer.parts(style.imageryOpacity());
    for (int row = 0; row < side; row++) {
      double y = tile.worldY(row + 0.5);
      if (y < 0 || y > style.projection().height()) {
        continue;
      }
      columns.row(style.projection().lat(y), colors);
      for (int column = 0; column < side; column++) {
        int at = row * side + column;
        int veiled = CoverageRasterizer.mixParts(colors[column], style.colors().veil(), veil);
        pixels[at] = CoverageRasterizer.mixParts(pixels[at], veiled, opacity);
      }
    }
  }

  private void renderGraticule() {
    double step = style.graticuleStep();
    if (step <= 0) {
      return;
    }
    Projection projection = style.projection();
    double end = tile.side();
    int[] meridians =
        Graticule.lines(360 * tile.worldX(-1) - 180, 360 * tile.worldX(end + 1) - 180, step);
    double top = tile.y() < 0 ? -tile.y() : 0;
    double bottom = Math.min(end, projection.height() * tile.scale() - tile.y());
    for (int i = meridians[0]; i <= meridians[1]; i++) {
      double x = pixelCenter(projection.x(i * step) * tile.scale() - tile.x());
      addStroke(x, top, x, bottom, style.density());
    }
    int[] parallels =
        Graticule.lines(
            projection.lat(Math.min(projection.height(), tile.worldY(end + 1))),
            projection.lat(Math.max(0, tile.worldY(-1))),
            step);
    for (int i = parallels[0]; i <= parallels[1]; i++) {
      double y = pixelCenter(projection.y(i * step) * tile.scale() - tile.y());
      addStroke(0, y, end, y, style.density());
    }
    boolean onImagery = style.isOnImagery();
    rasterizer.blend(
        pixels,
        onImagery ? style.colors().onImagery() : style.colors().graticule(),
        onImagery ? GRATICULE_OPACITY_ON_IMAGERY : 1);
  }

  /** A line of one pixel is sharp only at the center of a pixel. */
  private static double pixelCenter(double position) {
    return Math.floor(position) + 0.5;
  }

  private void renderBorders() {
    boolean onImagery = style.isOnImagery();
    for (int copy = tile.firstWorldCopy(); copy <= tile.lastWorldCopy(); copy++) {
      for (MultiScaleShape border :
          style.content().basemap().linesIn(style.projection()).borders()) {
        if (isVisible(border, copy)) {
          for (double[] part : border.parts(style.zoom())) {
            addBorder(tile.toPixels(part, copy), onImagery);
          }
        }
      }
    }
    rasterizer.blend(
        pixels,
        onImagery ? style.colors().onImagery() : style.colors().border(),
        onImagery ? BORDER_OPACITY_ON_IMAGERY : 1);
  }

  /**
   * Adds a border line, dashed unless it is on imagery. The dashes are measured from the beginning
   * of the line, so that they continue across tiles.
   */
  private void addBorder(double[] points, boolean solid) {
    double dash = DASH * style.density();
    double period = dash + GAP * style.density();
    double distance = 0;
    for (int i = 2; i < points.length; i += 2) {
      double x0 = points[i - 2];
      double y0 = points[i - 1];
      double dx = points[i] - x0;
      double dy = points[i + 1] - y0;
      double length = Math.hypot(dx, dy);
      if (clipper.mayIntersect(x0, y0, x0 + dx, y0 + dy)) {
        if (solid) {
          addStroke(x0, y0, x0 + dx, y0 + dy, BORDER_WIDTH_ON_IMAGERY * style.density());
        } else {
          addDashes(new double[] {x0, y0, dx, dy}, length, distance, dash, period);
        }
      }
      distance += length;
    }
  }

  /**
   * @param segment x, y of the beginning, dx, dy
   * @param distance of the beginning of the segment from the beginning of the line
   */
  private void addDashes(
      double[] segment, double length, double distance, double dash, double period) {
    double first = 0;
    double last = length;
    line[0] = segment[0];
    line[1] = segment[1];
    line[2] = segment[0] + segment[2];
    line[3] = segment[1] + segment[3];
    // Only the visible dashes of a long segment are drawn.
    if (length > 4 * tile.side() && clipper.clipSegment(line)) {
      first = Math.hypot(line[0] - segment[0], line[1] - segment[1]);
      last = Math.hypot(line[2] - segment[0], line[3] - segment[1]);
    }
    double at = period * Math.floor((distance + first) / period) - distance;
    for (; at < last; at += period) {
      double begin = Math.max(0, at) / length;
      double end = Math.min(length, at + dash) / length;
      if (end > begin) {
        addStroke(
            segment[0] + begin * segment[2],
            segment[1] + begin * segment[3],
            segment[0] + end * segment[2],
            segment[1] + end * segment[3],
            style.density());
      }
    }
  }

  private boolean isVisible(MultiScaleShape shape, int worldCopy) {
    double end = tile.side();
    return shape.longerSide() * tile.scale() >= 1
        && shape.intersects(
            tile.worldX(-1) - worldCopy,
            tile.worldY(-1),
            tile.worldX(end + 1) - worldCopy,
            tile.worldY(end + 1));
  }
}
