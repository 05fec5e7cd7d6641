package org.kamcl.explorer.domain;

import java.util.List;

/**
 * A polygon in WGS 84.
 *
 * @param ring at least three corners in order, the first not repeated; an edge takes the shorter
 *     way around the earth, so an area may cross the antimeridian
 */
public record GeoArea(List<GeoPoint> ring) {
  private static final int MIN_CORNERS = 3;

  /** Copies the ring. */
  public GeoArea {
    ring = List.copyOf(ring);
    if (ring.size() < MIN_CORNERS) {
      throw new IllegalArgumentException("An area has at least three corners.");
    }
  }

  /** Whether a footprint has a point in common with this area. */
  public boolean intersects(Footprint footprint) {
    return new UnwrappedRing(footprint.ring()).intersects(new UnwrappedRing(ring));
  }

  /**
   * A box.
   *
   * @param west degrees; if larger than {@code east}, the box crosses the antimeridian
   * @param south degrees
   * @param east degrees
   * @param north degrees
   */
  public static GeoArea box(double west, double south, double east, double north) {
    double width = east >= west ? east - west : east + 360 - west;
    double middle = west + width / 2;
    double wrapped = middle > 180 ? middle - 360 : middle;
    // The corners in the middle keep each edge below 180 degrees, so that its shorter way is the
    // intended one.
    return new GeoArea(
        List.of(
            new GeoPoint(west, south),
            new GeoPoint(wrapped, south),
            new GeoPoint(east, south),
            new GeoPoint(east, north),
            new GeoPoint(wrapped, north),
            new GeoPoint(west, north)));
  }
}
