package org.kamcl.explorer.domain;

import java.util.List;

/**
 * A part of the earth (WGS 84).
 *
 * @param ring at least three corners in order, the first not repeated; an edge goes the short way
 *     round the earth, so that an area may lie across the date line
 */
public record GeoArea(List<GeoPoint> ring) {
  private static final int MIN_CORNERS = 3;

  /** Copies the ring. */
  public GeoArea {
    ring = List.copyOf(ring);
    if (ring.size() < MIN_CORNERS) {
      throw new IllegalArgumentException("An area has three corners or more.");
    }
  }

  /** Whether a footprint has a point in it. */
  public boolean intersects(Footprint footprint) {
    return new UnwrappedRing(footprint.ring()).intersects(new UnwrappedRing(ring));
  }

  /**
   * A box.
   *
   * @param west degrees; where it is larger than {@code east}, the box lies across the date line
   * @param south degrees
   * @param east degrees
   * @param north degrees
   */
  public static GeoArea box(double west, double south, double east, double north) {
    double width = east >= west ? east - west : east + 360 - west;
    double middle = west + width / 2;
    double wrapped = middle > 180 ? middle - 360 : middle;
    // With corners in the middle, no edge is half the earth long, and the short way is the right
    // one.
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
