package org.kamcl.explorer.map;

import java.util.Optional;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The part of the world that a map shows. Immutable. Screen coordinates are pixels from the map's
 * upper left corner: columns to the right, rows downwards.
 *
 * @param projection of the map
 * @param x world x of the center, on any copy of the world: panning across the antimeridian keeps
 *     counting, so that what is on screen stays in place
 * @param y world y of the center
 * @param zoom zoom level, -1 to {@link #MAX_ZOOM}: level 0 shows the world on 256 pixels, each
 *     level doubles the scale; fractions are allowed
 * @param width of the map in pixels
 * @param height of the map in pixels
 */
public record Viewport(
    Projection projection, double x, double y, double zoom, double width, double height) {
  /** About 7 cm per pixel at the equator; no image has more detail. */
  static final double MAX_ZOOM = 21;

  /** The world on 128 pixels. */
  private static final double MIN_ZOOM = -1;

  private static final double TILE = 256;

  /** World coordinates closer than this to the edge of the world are at the edge. */
  private static final double EDGE = 1e-9;

  /** The largest zoom level for fitting an extent, so that a single image has some context. */
  private static final double MAX_FIT_ZOOM = 11;

  /** Most of the world without the polar regions, which would take half of the map. */
  public static Viewport world(Projection projection, double width, double height) {
    double zoom = Math.log(1.3 * height / (TILE * projection.height())) / Math.log(2);
    return new Viewport(projection, projection.x(-20), projection.y(22), zoom, width, height)
        .clamped();
  }

  /** Pixels per world unit. */
  public double scale() {
    return scale(zoom);
  }

  /** Pixels per world unit at a zoom level. */
  public static double scale(double zoom) {
    return TILE * Math.pow(2, zoom);
  }

  /** Screen column of a world x, on the copy of the world nearest to the center. */
  public double column(double worldX) {
    double away = worldX - x;
    away -= Math.rint(away);
    return width / 2 + away * scale();
  }

  /** Screen column of a world x on a given copy of the world. */
  public double column(double worldX, int worldCopy) {
    return width / 2 + (worldX + worldCopy - x) * scale();
  }

  /**
   * The copies of the world on which a range is visible.
   *
   * @param from west of the range, world coordinates
   * @param to east of the range, at least {@code from}
   * @param margin pixels that are drawn beyond the range
   * @return the first and the last copy; the first is larger if there is none
   */
  public int[] worldCopies(double from, double to, double margin) {
    double reach = margin / scale();
    return new int[] {
      (int) Math.ceil(worldX(0) - reach - to), (int) Math.floor(worldX(width) + reach - from)
    };
  }

  /** Screen row of a world y. */
  public double row(double worldY) {
    return height / 2 + (worldY - y) * scale();
  }

  /** World x of a screen column. */
  public double worldX(double column) {
    return x + (column - width / 2) / scale();
  }

  /** World y of a screen row. */
  public double worldY(double row) {
    return y + (row - height / 2) / scale();
  }

  /** The point under a pixel, clamped to the edge of the world. */
  public GeoPoint geoPointAt(double column, double row) {
    double clamped = Math.max(0, Math.min(projection.height(), worldY(row)));
    return new GeoPoint(projection.lon(worldX(column)), projection.lat(clamped));
  }

  /** Screen column and row of a point, on the copy of the world nearest to the center. */
  public double[] pixel(GeoPoint point) {
    return new double[] {column(projection.x(point.lon())), row(projection.y(point.lat()))};
  }

  /** The visible area; empty if the whole world is visible. */
  public Optional<GeoArea> visibleArea() {
    boolean allLongitudes = width >= scale();
    boolean toNorth = worldY(0) <= EDGE;
    boolean toSouth = worldY(height) >= projection.height() - EDGE;
    if (allLongitudes && toNorth && toSouth) {
      return Optional.empty();
    }
    double south = toSouth ? -90 : projection.lat(worldY(height));
    double north = toNorth ? 90 : projection.lat(worldY(0));
    // A box of exactly 360 degrees would have no width.
    double west = allLongitudes ? -180 + EDGE : projection.lon(worldX(0));
    double east = allLongitudes ? 180 - EDGE : projection.lon(worldX(width));
    return Optional.of(GeoArea.box(west, south, east, north));
  }

  /**
   * Whether a box is at least partly visible.
   *
   * @param box west, north, east, south in world coordinates
   */
  public boolean intersects(double[] box) {
    int[] copies = worldCopies(box[0], box[2], 0);
    return copies[0] <= copies[1] && row(box[3]) >= 0 && row(box[1]) <= height;
  }

  /** Whether a pixel is on the map. */
  public boolean contains(double column, double row) {
    return column >= 0 && column <= width && row >= 0 && row <= height;
  }

  /** The same center and zoom level on a map of another size. */
  public Viewport withSize(double newWidth, double newHeight) {
    return new Viewport(projection, x, y, zoom, newWidth, newHeight).clamped();
  }

  /** The same center and zoom level in another projection. */
  public Viewport withProjection(Projection other) {
    double newY = other.y(projection.lat(y));
    return new Viewport(other, x, newY, zoom, width, height).clamped();
  }

  /** The view after its content was dragged by a number of pixels. */
  public Viewport pannedBy(double columns, double rows) {
    return new Viewport(projection, x - columns / scale(), y - rows / scale(), zoom, width, height)
        .clamped();
  }

  /** The same zoom level around a point, on the copy of the world nearest to the center. */
  public Viewport centeredOn(GeoPoint point) {
    double away = projection.x(point.lon()) - x;
    return new Viewport(
            projection, x + away - Math.rint(away), projection.y(point.lat()), zoom, width, height)
        .clamped();
  }

  /** The same center at another zoom level. */
  public Viewport withZoom(double newZoom) {
    return zoomedAround(width / 2, height / 2, newZoom - zoom);
  }

  /**
   * Zooms so that the point under a pixel stays there.
   *
   * @param levels zoom levels to zoom in by; negative to zoom out
   */
  public Viewport zoomedAround(double column, double row, double levels) {
    double fixedX = worldX(column);
    double fixedY = worldY(row);
    Viewport zoomed = new Viewport(projection, x, y, zoom + levels, width, height).clamped();
    double newX = fixedX - (column - width / 2) / zoomed.scale();
    double newY = fixedY - (row - height / 2) / zoomed.scale();
    return new Viewport(projection, newX, newY, zoomed.zoom, width, height).clamped();
  }

  /**
   * Shows an extent as large as possible, up to zoom level 11.
   *
   * @param extent the world if empty
   * @param margin free pixels on each side
   */
  public Viewport fittedTo(Optional<Extent> extent, double margin) {
    return fittedTo(extent, margin, MAX_FIT_ZOOM);
  }

  /**
   * Shows an extent as large as possible.
   *
   * @param extent the world if empty
   * @param margin free pixels on each side
   * @param maxZoom the largest zoom level to use
   */
  public Viewport fittedTo(Optional<Extent> extent, double margin, double maxZoom) {
    if (extent.isEmpty()) {
      return world(projection, width, height);
    }
    double west = projection.x(extent.get().west());
    double east = projection.x(extent.get().east());
    double north = projection.y(extent.get().north());
    double south = projection.y(extent.get().south());
    double across = Math.max(1, width - 2 * margin) / TILE;
    double down = Math.max(1, height - 2 * margin) / TILE;
    double fit =
        Math.min(
            Math.log(across / Math.max(east - west, 1e-9)),
            Math.log(down / Math.max(south - north, 1e-9)));
    double wanted = Math.min(maxZoom, fit / Math.log(2));
    return new Viewport(projection, (west + east) / 2, (north + south) / 2, wanted, width, height)
        .clamped();
  }

  /** Shows the whole world at once, as large as possible. */
  public Viewport fittedToWorld() {
    return new Viewport(projection, 0.5, projection.height() / 2, MIN_ZOOM, width, height)
        .clamped();
  }

  /** Keeps the world at least as wide or as high as the map, and the map within the world. */
  private Viewport clamped() {
    double worldHeight = projection.height();
    double side = Math.max(1, Math.min(width, height / worldHeight));
    double minZoom = Math.log(side / TILE) / Math.log(2);
    double newZoom = Math.max(Math.max(MIN_ZOOM, minZoom), Math.min(MAX_ZOOM, zoom));
    double half = height / 2 / scale(newZoom);
    double newY =
        half >= worldHeight / 2 ? worldHeight / 2 : Math.max(half, Math.min(worldHeight - half, y));
    return new Viewport(projection, x, newY, newZoom, width, height);
  }
}
