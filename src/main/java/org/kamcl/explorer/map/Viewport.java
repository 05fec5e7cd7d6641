package org.kamcl.explorer.map;

import java.util.Optional;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The part of the world that a map shows.
 *
 * @param projection of the map
 * @param x of the middle, world coordinates, on any turn: whoever pans across the date line goes on
 *     counting, so that what was drawn stays where it is
 * @param y of the middle
 * @param zoom 0 shows the world on 256 pixels, each step doubles
 * @param width of the map, pixels
 * @param height of the map, pixels
 */
public record Viewport(
    Projection projection, double x, double y, double zoom, double width, double height) {
  private static final double TILE = 256;

  /** Some 7 cm a pixel: nearer, no image has anything to show. */
  static final double MAX_ZOOM = 21;

  /** So near to the edge of the world is at it. */
  private static final double EDGE = 1e-9;

  /** What fits is not nearer than this, or a single image would have nothing around it. */
  private static final double FIT_ZOOM = 11;

  /** Most of the world: the ice of both ends would take half of the map. */
  public static Viewport world(Projection projection, double width, double height) {
    double zoom = Math.log(1.3 * height / (TILE * projection.height())) / Math.log(2);
    return new Viewport(projection, projection.x(-20), projection.y(22), zoom, width, height)
        .limited();
  }

  /** Pixels across the world. */
  public double scale() {
    return scale(zoom);
  }

  /** Pixels across the world at a zoom. */
  public static double scale(double zoom) {
    return TILE * Math.pow(2, zoom);
  }

  /** Screen column of a place, of the copy of the world that is nearest to the middle. */
  public double column(double worldX) {
    double away = worldX - x;
    away -= Math.rint(away);
    return width / 2 + away * scale();
  }

  /** Screen column of a place on a given turn. */
  public double column(double worldX, int turn) {
    return width / 2 + (worldX + turn - x) * scale();
  }

  /**
   * The turns of the world on which something is seen.
   *
   * @param from its west, world coordinates
   * @param to its east, at least {@code from}
   * @param margin pixels that it is drawn beyond
   * @return first and last; none where the first is larger
   */
  public int[] worldCopies(double from, double to, double margin) {
    double reach = margin / scale();
    return new int[] {
      (int) Math.ceil(worldX(0) - reach - to), (int) Math.floor(worldX(width) + reach - from)
    };
  }

  public double row(double worldY) {
    return height / 2 + (worldY - y) * scale();
  }

  public double worldX(double column) {
    return x + (column - width / 2) / scale();
  }

  public double worldY(double row) {
    return y + (row - height / 2) / scale();
  }

  public GeoPoint geoPointAt(double column, double row) {
    double limited = Math.max(0, Math.min(projection.height(), worldY(row)));
    return new GeoPoint(projection.lon(worldX(column)), projection.lat(limited));
  }

  /** Screen column and row of a place. */
  public double[] pixel(GeoPoint place) {
    return new double[] {column(projection.x(place.lon())), row(projection.y(place.lat()))};
  }

  /** What is seen of the earth; empty for all of it. */
  public Optional<GeoArea> visibleArea() {
    boolean round = width >= scale();
    boolean toNorth = worldY(0) <= EDGE;
    boolean toSouth = worldY(height) >= projection.height() - EDGE;
    if (round && toNorth && toSouth) {
      return Optional.empty();
    }
    double south = toSouth ? -90 : projection.lat(worldY(height));
    double north = toNorth ? 90 : projection.lat(worldY(0));
    // A box of exactly 360 degrees would have no width.
    double west = round ? -180 + EDGE : projection.lon(worldX(0));
    double east = round ? 180 - EDGE : projection.lon(worldX(width));
    return Optional.of(GeoArea.box(west, south, east, north));
  }

  public boolean contains(double column, double row) {
    return column >= 0 && column <= width && row >= 0 && row <= height;
  }

  public Viewport withSize(double newWidth, double newHeight) {
    return new Viewport(projection, x, y, zoom, newWidth, newHeight).limited();
  }

  /** The same place in another projection. */
  public Viewport withProjection(Projection other) {
    double newY = other.y(projection.lat(y));
    return new Viewport(other, x, newY, zoom, width, height).limited();
  }

  public Viewport pannedBy(double columns, double rows) {
    return new Viewport(projection, x - columns / scale(), y - rows / scale(), zoom, width, height)
        .limited();
  }

  /** Moved to a place, on the turn that is nearest. */
  public Viewport centeredOn(GeoPoint place) {
    double away = projection.x(place.lon()) - x;
    return new Viewport(
            projection, x + away - Math.rint(away), projection.y(place.lat()), zoom, width, height)
        .limited();
  }

  public Viewport withZoom(double newZoom) {
    return zoomedAround(width / 2, height / 2, newZoom - zoom);
  }

  /** Zooms so that what is under a pixel stays there. */
  public Viewport zoomedAround(double column, double row, double steps) {
    double wantedX = worldX(column);
    double wantedY = worldY(row);
    Viewport zoomed = new Viewport(projection, x, y, zoom + steps, width, height).limited();
    double newX = wantedX - (column - width / 2) / zoomed.scale();
    double newY = wantedY - (row - height / 2) / zoomed.scale();
    return new Viewport(projection, newX, newY, zoomed.zoom, width, height).limited();
  }

  /** Shows all of some places with a margin; the world if there are none. */
  public Viewport fittedTo(Optional<Extent> extent, double margin) {
    return fittedTo(extent, margin, FIT_ZOOM);
  }

  /** The same, but not nearer than a zoom. */
  public Viewport fittedTo(Optional<Extent> extent, double margin, double nearest) {
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
    double wanted = Math.min(nearest, fit / Math.log(2));
    return new Viewport(projection, (west + east) / 2, (north + south) / 2, wanted, width, height)
        .limited();
  }

  /** The world is never smaller than the map is high, and its poles stay outside. */
  private Viewport limited() {
    double high = projection.height();
    double smallest = Math.log(Math.max(height, 1) / (TILE * high)) / Math.log(2);
    double newZoom = Math.max(Math.max(0, smallest), Math.min(MAX_ZOOM, zoom));
    double half = height / 2 / scale(newZoom);
    double newY = half >= high / 2 ? high / 2 : Math.max(half, Math.min(high - half, y));
    return new Viewport(projection, x, newY, newZoom, width, height);
  }
}
