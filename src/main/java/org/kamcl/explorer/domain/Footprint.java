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

  /** The mean of its corners. */
  public GeoPoint middle() {
    double lon = ring.stream().mapToDouble(GeoPoint::lon).average().orElseThrow();
    double lat = ring.stream().mapToDouble(GeoPoint::lat).average().orElseThrow();
    return new GeoPoint(lon, lat);
  }
}
