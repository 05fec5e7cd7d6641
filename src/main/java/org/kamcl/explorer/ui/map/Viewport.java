package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The part of the world that a map shows.
 *
 * @param x of the middle, world coordinates 0..1, any turn
 * @param y of the middle
 * @param zoom 0 shows the world on 256 pixels, each step doubles
 * @param width of the map, pixels
 * @param height of the map, pixels
 */
record Viewport(double x, double y, double zoom, double width, double height) {
  private static final double TILE = 256;
  private static final double MAX_ZOOM = 19;

  /** So near to the edge of the world is at it. */
  private static final double EDGE = 1e-9;

  /** What fits is not wider than this, or a single image would fill the map with nothing around. */
  private static final double FIT_ZOOM = 11;

  /** Most of the world: the ice of both ends would take half of the map. */
  static Viewport world(double width, double height) {
    double zoom = Math.log(1.3 * height / TILE) / Math.log(2);
    return new Viewport(Mercator.x(-20), Mercator.y(22), zoom, width, height).limited();
  }

  /** Pixels across the world. */
  double scale() {
    return TILE * Math.pow(2, zoom);
  }

  /** Screen column of a place, of the copy of the world that is nearest to the middle. */
  double column(double worldX) {
    double away = worldX - x;
    away -= Math.rint(away);
    return width / 2 + away * scale();
  }

  double row(double worldY) {
    return height / 2 + (worldY - y) * scale();
  }

  double worldX(double column) {
    return x + (column - width / 2) / scale();
  }

  double worldY(double row) {
    return y + (row - height / 2) / scale();
  }

  GeoPoint place(double column, double row) {
    return new GeoPoint(Mercator.lon(worldX(column)), Mercator.lat(worldY(row)));
  }

  /** What is seen of the earth; empty for all of it. */
  Optional<GeoArea> area() {
    boolean round = width >= scale();
    boolean toNorth = worldY(0) <= EDGE;
    boolean toSouth = worldY(height) >= 1 - EDGE;
    if (round && toNorth && toSouth) {
      return Optional.empty();
    }
    double south = toSouth ? -90 : Mercator.lat(worldY(height));
    double north = toNorth ? 90 : Mercator.lat(worldY(0));
    // A box of exactly 360 degrees would have no width.
    double west = round ? -180 + EDGE : Mercator.lon(worldX(0));
    double east = round ? 180 - EDGE : Mercator.lon(worldX(width));
    return Optional.of(GeoArea.box(west, south, east, north));
  }

  boolean shows(double column, double row) {
    return column >= 0 && column <= width && row >= 0 && row <= height;
  }

  Viewport sized(double newWidth, double newHeight) {
    return new Viewport(x, y, zoom, newWidth, newHeight).limited();
  }

  Viewport movedBy(double columns, double rows) {
    return new Viewport(x - columns / scale(), y - rows / scale(), zoom, width, height).limited();
  }

  Viewport centredOn(GeoPoint place) {
    return new Viewport(Mercator.x(place.lon()), Mercator.y(place.lat()), zoom, width, height)
        .limited();
  }

  Viewport at(double newZoom) {
    return zoomedAt(width / 2, height / 2, newZoom - zoom);
  }

  /** Zooms so that what is under a pixel stays there. */
  Viewport zoomedAt(double column, double row, double steps) {
    double wantedX = worldX(column);
    double wantedY = worldY(row);
    Viewport zoomed = new Viewport(x, y, zoom + steps, width, height).limited();
    double newX = wantedX - (column - width / 2) / zoomed.scale();
    double newY = wantedY - (row - height / 2) / zoomed.scale();
    return new Viewport(newX, newY, zoomed.zoom, width, height).limited();
  }

  /** Shows all of some places with a margin; the world if there are none. */
  Viewport fitted(List<GeoPoint> places, double margin) {
    if (places.isEmpty()) {
      return world(width, height);
    }
    double west = places.stream().mapToDouble(p -> Mercator.x(p.lon())).min().orElseThrow();
    double east = places.stream().mapToDouble(p -> Mercator.x(p.lon())).max().orElseThrow();
    double north = places.stream().mapToDouble(p -> Mercator.y(p.lat())).min().orElseThrow();
    double south = places.stream().mapToDouble(p -> Mercator.y(p.lat())).max().orElseThrow();
    double across = Math.max(1, width - 2 * margin) / TILE;
    double down = Math.max(1, height - 2 * margin) / TILE;
    double fit =
        Math.min(
            Math.log(across / Math.max(east - west, 1e-9)),
            Math.log(down / Math.max(south - north, 1e-9)));
    double wanted = Math.min(FIT_ZOOM, fit / Math.log(2));
    return new Viewport((west + east) / 2, (north + south) / 2, wanted, width, height).limited();
  }

  /** The world is never smaller than the map is high, and its poles stay outside. */
  private Viewport limited() {
    double smallest = Math.log(Math.max(height, 1) / TILE) / Math.log(2);
    double newZoom = Math.max(Math.max(0, smallest), Math.min(MAX_ZOOM, zoom));
    double half = height / 2 / (TILE * Math.pow(2, newZoom));
    double newY = half >= 0.5 ? 0.5 : Math.max(half, Math.min(1 - half, y));
    return new Viewport(x - Math.floor(x), newY, newZoom, width, height);
  }
}
