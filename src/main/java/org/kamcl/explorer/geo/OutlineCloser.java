package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.domain.UnwrappedRing;

/**
 * Makes footprints of outlines: those that go around a pole or the earth are closed so that what
 * reads them knows which side is inside.
 */
final class OutlineCloser {
  /** A tile that is smaller than this does not show the edge of the earth. */
  private static final double LARGE_METERS = 2e6;

  private static final double LARGE_DEGREES = 20;

  /** Closer to the antimeridian or a pole than this is at it, degrees. */
  private static final double AT = 1e-6;

  private final PixelToCrs toCrs;
  private final FootprintTracer.Ground ground;
  private final MathTransform back;
  private final boolean geographic;

  /**
   * @param back from longitude and latitude to coordinates of the CRS; null if there is no way
   * @param geographic whether the coordinates are degrees
   */
  OutlineCloser(
      PixelToCrs toCrs, FootprintTracer.Ground ground, MathTransform back, boolean geographic) {
    this.toCrs = toCrs;
    this.ground = ground;
    this.back = back;
    this.geographic = geographic;
  }

  /** Whether a tile is large enough to show the edge of the earth. */
  boolean isLarge(TileBounds tile) {
    double[] first = {tile.x(), tile.y()};
    double[] last = {(double) tile.x() + tile.width(), (double) tile.y() + tile.height()};
    toCrs.transform(first);
    toCrs.transform(last);
    return Math.hypot(last[0] - first[0], last[1] - first[1])
        > (geographic ? LARGE_DEGREES : LARGE_METERS);
  }

  /**
   * The footprint of a continuous ring.
   *
   * @param pixels the corners of the ring in the image
   * @param sides whether the ring has the same number of corners on each side of the image
   */
  Footprint close(TileBounds tile, List<double[]> pixels, List<double[]> ring, boolean sides) {
    List<double[]> corners = geographic ? ring : aroundPoles(tile, pixels, ring);
    double[] first = corners.get(0);
    double[] last = corners.get(corners.size() - 1);
    double closing = first[0] - Rings.TURN * Math.rint((first[0] - last[0]) / Rings.TURN);
    long turns = Math.round((closing - first[0]) / Rings.TURN);
    double width = Rings.size(corners)[0];
    if (Math.abs(turns) > 1 || (turns == 0 && width > Rings.TURN + AT)) {
      return wholeParallels(pixels, corners);
    }
    List<double[]> closed = corners;
    if (turns != 0) {
      closed = closedAtPole(pixels, corners, closing);
    }
    Footprint footprint = new Footprint(wrapped(closed, sides && closed == ring));
    boolean complement = turns == 0 && !geographic && isLarge(tile) && isOutside(tile, footprint);
    return complement ? wholeParallels(pixels, corners) : footprint;
  }

  /** A band around the earth, up to a pole that is inside of the ring of pixels. */
  private Footprint wholeParallels(List<double[]> pixels, List<double[]> ring) {
    double south = ring.stream().mapToDouble(p -> p[1]).min().orElseThrow();
    double north = ring.stream().mapToDouble(p -> p[1]).max().orElseThrow();
    return Footprint.box(
        -180,
        !geographic && encloses(pixels, -90) ? -90 : south,
        Rings.TURN,
        !geographic && encloses(pixels, 90) ? 90 : north);
  }

  /** Whether the middle of a tile is outside of the ring, which then encloses the rest. */
  private boolean isOutside(TileBounds tile, Footprint footprint) {
    double[] center = Rings.center(tile);
    return ground
        .degrees(center[0], center[1])
        .map(p -> new GeoPoint(Footprints.wrapLongitude(p[0]), p[1]))
        .filter(p -> !new UnwrappedRing(footprint.ring()).contains(p))
        .isPresent();
  }

  /**
   * Replaces each corner at a pole, which has no longitude, by corners with the longitudes of its
   * neighbors and of the interior between them.
   */
  private List<double[]> aroundPoles(TileBounds tile, List<double[]> pixels, List<double[]> ring) {
    int n = ring.size();
    if (ring.stream().noneMatch(OutlineCloser::isPole)) {
      return ring;
    }
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] here = ring.get(i);
      if (!isPole(here)) {
        corners.add(here);
        continue;
      }
      double[] inside = Rings.between(pixels.get(i), Rings.center(tile), 0.01);
      double[] before = ring.get((i + n - 1) % n);
      double[] after = ring.get((i + 1) % n);
      if (!isPole(before)) {
        corners.add(new double[] {before[0], here[1]});
      }
      ground
          .degrees(inside[0], inside[1])
          .ifPresent(p -> corners.add(new double[] {p[0], here[1]}));
      if (!isPole(after)) {
        corners.add(new double[] {after[0], here[1]});
      }
    }
    Rings.unwrap(corners);
    return corners;
  }

  private static boolean isPole(double[] place) {
    return Math.abs(place[1]) > 90 - AT;
  }

  /**
   * Closes a ring that goes around the earth along the pole that it encloses, unless a reader of
   * the ring finds it by the ring's mean latitude.
   *
   * @param closing the first longitude, one turn on
   */
  private List<double[]> closedAtPole(List<double[]> pixels, List<double[]> ring, double closing) {
    double mean = ring.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    boolean north = encloses(pixels, 90);
    boolean south = encloses(pixels, -90);
    double pole = north == south ? Math.copySign(90, mean) : north ? 90 : -90;
    if (pole > 0 == mean >= 0) {
      return ring;
    }
    List<double[]> closed = new ArrayList<>(ring);
    double[] first = ring.get(0);
    closed.add(new double[] {closing, first[1]});
    for (int i = 0; i <= 4; i++) {
      closed.add(new double[] {closing + (first[0] - closing) * i / 4, pole});
    }
    return closed;
  }

  /** Whether a pole is inside of a ring of pixels. */
  private boolean encloses(List<double[]> pixels, double pole) {
    if (back == null) {
      return false;
    }
    double[] at = {0, pole};
    try {
      back.transform(at, 0, at, 0, 1);
    } catch (TransformException | RuntimeException e) {
      return false;
    }
    double[] x = new double[pixels.size()];
    double[] y = new double[pixels.size()];
    for (int i = 0; i < x.length; i++) {
      double[] corner = pixels.get(i).clone();
      toCrs.transform(corner);
      x[i] = corner[0];
      y[i] = corner[1];
    }
    boolean inside = false;
    for (int i = 0, k = x.length - 1; i < x.length; k = i++) {
      if ((y[i] > at[1]) != (y[k] > at[1])
          && at[0] < (x[k] - x[i]) * (at[1] - y[i]) / (y[k] - y[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** The corners with longitudes within -180..180. */
  private static List<GeoPoint> wrapped(List<double[]> ring, boolean sides) {
    List<double[]> corners = new ArrayList<>(ring);
    if (!sides && corners.size() % 4 == 0) {
      // The corners are not those of the image, so their number must not suggest it.
      corners.add(1, Rings.between(corners.get(0), corners.get(1), 0.5));
    }
    List<GeoPoint> points = new ArrayList<>();
    for (double[] p : corners) {
      double lon = Footprints.wrapLongitude(p[0]);
      boolean antimeridian = Math.abs(Math.abs(lon) - 180) < AT;
      points.add(new GeoPoint(antimeridian ? Math.copySign(180, lon) : lon, p[1]));
    }
    return points;
  }
}
