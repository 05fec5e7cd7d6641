package org.kamcl.explorer.imagery;

import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The position of a camera as its metadata states it.
 *
 * @param point empty if there is none, or it is incomplete
 * @param incomplete whether there are coordinates without the hemispheres they belong to; to guess
 *     them would move the image to another continent
 */
record CameraPosition(Optional<GeoPoint> point, boolean incomplete) {
  /** No position. */
  static final CameraPosition NONE = new CameraPosition(Optional.empty(), false);

  /**
   * A position from angles and hemispheres.
   *
   * @param latRef N or S, in any case
   * @param lat degrees; NaN if it is missing
   * @param lonRef E or W, in any case
   * @param lon degrees; NaN if it is missing
   */
  static CameraPosition of(
      Optional<String> latRef, double lat, Optional<String> lonRef, double lon) {
    // A receiver without a fix writes zeros.
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || (lat == 0 && lon == 0)) {
      return NONE;
    }
    int northSouth = sign(latRef, 'N', 'S');
    int eastWest = sign(lonRef, 'E', 'W');
    // A negative southern latitude may mean both.
    boolean contradictory = (northSouth < 0 && lat < 0) || (eastWest < 0 && lon < 0);
    return northSouth == 0 || eastWest == 0 || contradictory
        ? new CameraPosition(Optional.empty(), true)
        : new CameraPosition(Optional.of(new GeoPoint(eastWest * lon, northSouth * lat)), false);
  }

  /** This one if it has a point, or else another one, unless that says less. */
  CameraPosition or(Supplier<CameraPosition> other) {
    if (point.isPresent()) {
      return this;
    }
    CameraPosition alternative = other.get();
    return alternative.point.isPresent() || !incomplete ? alternative : this;
  }

  private static int sign(Optional<String> ref, char positive, char negative) {
    char first =
        Character.toUpperCase(
            ref.map(String::strip).filter(r -> !r.isEmpty()).map(r -> r.charAt(0)).orElse(' '));
    return first == positive ? 1 : first == negative ? -1 : 0;
  }
}
