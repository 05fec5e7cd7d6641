package org.kamcl.explorer.domain;

import java.util.List;

/**
 * The ground an image covers, as a ring in WGS 84.
 *
 * @param ring at least one point; the corners in order, the first not repeated. One point alone is
 *     a place without an extent
 */
public record Footprint(List<GeoPoint> ring) {
  /** Copies the ring. */
  public Footprint {
    ring = List.copyOf(ring);
    if (ring.isEmpty()) {
      throw new IllegalArgumentException("A footprint has at least one point.");
    }
  }

  /**
   * The boxes it lies in: one, or on both sides of the date line two.
   *
   * @return each of west, south, east, north; degrees, west of east
   */
  public List<double[]> boundingBoxes() {
    UnwrappedRing unwrappedRing = new UnwrappedRing(ring);
    double south = unwrappedRing.south();
    double north = unwrappedRing.north();
    if (unwrappedRing.east() - unwrappedRing.west() >= 360) {
      return List.of(new double[] {-180, south, 180, north});
    }
    double west = wrap(unwrappedRing.west());
    double east = west + (unwrappedRing.east() - unwrappedRing.west());
    return east <= 180
        ? List.of(new double[] {west, south, east, north})
        : List.of(
            new double[] {west, south, 180, north}, new double[] {-180, south, east - 360, north});
  }

  /**
   * Its parts on this side of the date line and on the other: one ring, or several that end at the
   * line. One around a pole is closed along it.
   */
  public List<List<GeoPoint>> splitAtAntimeridian() {
    return new UnwrappedRing(ring).parts();
  }

  private static double wrap(double lon) {
    return lon >= -180 && lon <= 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360);
  }

  /** The mean of its corners; those on both sides of the date line have theirs there. */
  public GeoPoint center() {
    double west = ring.stream().mapToDouble(GeoPoint::lon).min().orElseThrow();
    double east = ring.stream().mapToDouble(GeoPoint::lon).max().orElseThrow();
    // Whoever spans more than half the earth has crossed the line, but for the whole earth.
    boolean crossed = east - west > 180 && east - west < 360;
    double lon =
        ring.stream()
            .mapToDouble(p -> crossed && p.lon() < 0 ? p.lon() + 360 : p.lon())
            .average()
            .orElseThrow();
    double lat = ring.stream().mapToDouble(GeoPoint::lat).average().orElseThrow();
    return new GeoPoint(lon > 180 ? lon - 360 : lon, lat);
  }
}
