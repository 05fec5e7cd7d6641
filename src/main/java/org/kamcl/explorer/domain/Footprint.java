package org.kamcl.explorer.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * The outline of an image on the ground, a polygon in WGS 84.
 *
 * <p>A ring whose number of corners is a multiple of four follows the sides of the image: from the
 * first pixel along the first row, with the same number of corners on each side. Other rings
 * enclose the part of an image that is on the earth, or go around a pole.
 *
 * @param ring the corners in order, the first not repeated; an edge takes the shorter way around
 *     the earth. A single point is a location without an extent
 */
public record Footprint(List<GeoPoint> ring) {
  /** The longest edge of a ring along a parallel, degrees, so that its shorter way is clear. */
  private static final double LONGEST_EDGE = 90;

  private static final int SIDES = 4;

  /** Copies the ring. */
  public Footprint {
    ring = PackedRing.of(ring);
    if (ring.isEmpty()) {
      throw new IllegalArgumentException("A footprint has at least one point.");
    }
  }

  /**
   * A box with edges along meridians and parallels; it may be wider than 180 degrees.
   *
   * @param west degrees, -180..180
   * @param width degrees from west to east; a box of 360 or more degrees begins at -180
   */
  public static Footprint box(double west, double south, double width, double north) {
    double wide = Math.min(360, width);
    double from = wide < 360 ? west : -180;
    int parts = Math.max(1, (int) Math.ceil(wide / LONGEST_EDGE));
    List<GeoPoint> ring = new ArrayList<>();
    // The same number of corners on each side.
    for (int i = 0; i < parts; i++) {
      ring.add(new GeoPoint(wrap(from + wide * i / parts), north));
    }
    for (int i = 0; i < parts; i++) {
      ring.add(new GeoPoint(wrap(from + wide), north + (south - north) * i / parts));
    }
    for (int i = parts; i > 0; i--) {
      ring.add(new GeoPoint(wrap(from + wide * i / parts), south));
    }
    for (int i = parts; i > 0; i--) {
      ring.add(new GeoPoint(from, north + (south - north) * i / parts));
    }
    return new Footprint(ring);
  }

  /**
   * The corners of the image: of the first pixel, of the last pixel of the first row, of the last
   * pixel, and of the first pixel of the last row.
   *
   * @return empty if the ring does not follow the sides of the image
   */
  public List<GeoPoint> imageCorners() {
    int perSide = ring.size() / SIDES;
    return ring.size() % SIDES == 0
        ? List.of(ring.get(0), ring.get(perSide), ring.get(2 * perSide), ring.get(3 * perSide))
        : List.of();
  }

  /**
   * The bounding boxes: one, or two if the footprint crosses the antimeridian.
   *
   * @return each with west, south, east, north in degrees, west &lt;= east
   */
  public List<double[]> boundingBoxes() {
    return new UnwrappedRing(ring).boundingBoxes();
  }

  /**
   * The ring, split at the antimeridian into rings that end there. A ring around a pole is closed
   * along it.
   */
  public List<List<GeoPoint>> splitAtAntimeridian() {
    return new UnwrappedRing(ring).splitAtAntimeridian();
  }

  private static double wrap(double lon) {
    return lon >= -180 && lon <= 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360);
  }

  /** The mean of the corners, also across the antimeridian; on the sphere for a ring at a pole. */
  public GeoPoint center() {
    UnwrappedRing unwrapped = new UnwrappedRing(ring);
    if (unwrapped.isPolar()) {
      return centerOnSphere();
    }
    double lon = 0;
    double lat = 0;
    for (int i = 0; i < unwrapped.size(); i++) {
      lon += unwrapped.lon(i) / unwrapped.size();
      lat += unwrapped.lat(i) / unwrapped.size();
    }
    return new GeoPoint(wrap(lon), lat);
  }

  private GeoPoint centerOnSphere() {
    double x = 0;
    double y = 0;
    double z = 0;
    for (GeoPoint p : ring) {
      double lon = Math.toRadians(p.lon());
      double lat = Math.toRadians(p.lat());
      x += Math.cos(lat) * Math.cos(lon);
      y += Math.cos(lat) * Math.sin(lon);
      z += Math.sin(lat);
    }
    return new GeoPoint(
        Math.toDegrees(Math.atan2(y, x)), Math.toDegrees(Math.atan2(z, Math.hypot(x, y))));
  }
}
