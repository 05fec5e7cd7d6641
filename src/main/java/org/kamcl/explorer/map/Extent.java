package org.kamcl.explorer.map;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The box around some places, degrees.
 *
 * @param east larger than 180 where the box crosses the date line
 */
public record Extent(double west, double south, double east, double north) {
  /** The box around places; empty where there are none. */
  public static Optional<Extent> of(List<GeoPoint> places) {
    if (places.isEmpty()) {
      return Optional.empty();
    }
    double[] span = LongitudeSpan.of(places);
    double south = places.stream().mapToDouble(GeoPoint::lat).min().orElseThrow();
    double north = places.stream().mapToDouble(GeoPoint::lat).max().orElseThrow();
    return Optional.of(new Extent(span[0], south, span[1], north));
  }
}
