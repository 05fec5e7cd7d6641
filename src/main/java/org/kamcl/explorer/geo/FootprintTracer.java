package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.domain.UnwrappedRing;

/**
 * Traces the outline of a tile on the earth. A straight side of a tile may be a curve there, so
 * sides get as many corners as the curve needs. Between two corners the longitude changes by far
 * less than 180 degrees, which keeps an outline unambiguous however wide it is.
 */
final class FootprintTracer {
  /** Corners per side that are computed at first, and at most. */
  private static final int FIRST = 4;

  private static final int MOST = 64;

  /** Samples per side of a tile, in the search for a point on the earth. */
  private static final int SEARCH = 16;

  private static final int HALVINGS = 40;

  /** Largest distance of the outline from the curve, as a part of the outline's longer side. */
  private static final double TOLERANCE = 1.0 / 2000;

  /** Longest edges in degrees; parallels are drawn at unequal distances on some maps. */
  private static final double LONGEST_EAST = 45;

  private static final double LONGEST_NORTH = 12;

  /** A corner exactly at the edge of a projection is computed this part of the tile inside. */
  private static final double INSIDE = 1e-9;

  /** A tile that is smaller than this does not show the edge of the earth. */
  private static final double LARGE_METERS = 2e6;

  private static final double LARGE_DEGREES = 20;

  /** Closer to the antimeridian or a pole than this is at it, degrees. */
  private static final double AT = 1e-6;

  private static final double TURN = 360;

  private final PixelToCrs toCrs;
  private final Ground ground;
  private final MathTransform back;
  private final boolean geographic;

  /** From pixels to the earth. */
  @FunctionalInterface
  interface Ground {
    /**
     * Longitude, which may be outside of -180..180, and latitude of a column and a row.
     *
     * @return empty if it is not on the earth
     */
    Optional<double[]> degrees(double x, double y);
  }

  /**
   * @param back from longitude and latitude to coordinates of the CRS; null if there is no way
   * @param geographic whether the coordinates are degrees
   */
  FootprintTracer(PixelToCrs toCrs, Ground ground, MathTransform back, boolean geographic) {
    this.toCrs = toCrs;
    this.ground = ground;
    this.back = back;
    this.geographic = geographic;
  }

  /**
   * The outline of a tile; if a part of it is outside of the earth, a ring around the part that is
   * on it.
   *
   * @return empty if no part of the tile is on the earth
   */
  Optional<Footprint> trace(TileBounds tile) {
    for (int perSide = FIRST; perSide <= MOST; perSide *= 2) {
      List<double[]> pixels = boundary(tile, perSide);
      List<double[]> ring = onEarth(tile, pixels);
      if (ring.size() < pixels.size()) {
        // A small tile that is mostly outside of the earth has a wrong CRS rather than an edge.
        return isLarge(tile) || isOnEarth(center(tile)) ? visiblePart(tile) : Optional.empty();
      }
      unwrap(ring);
      int needed = perSide;
      for (int fewer = 1; fewer <= perSide / 2; fewer *= 2) {
        if (follows(ring, perSide, fewer)) {
          needed = fewer;
          break;
        }
      }
      if (needed < perSide || perSide == MOST) {
        // A side that is straight needs no corner; one that was not checked keeps all of them.
        int step = perSide / needed;
        return Optional.of(footprint(tile, every(pixels, step), every(ring, step), true));
      }
    }
    throw new IllegalStateException("The last round returns.");
  }

  private static List<double[]> every(List<double[]> all, int step) {
    List<double[]> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return some;
  }

  /** Points on the sides of a tile, from the first pixel along the first row. */
  private static List<double[]> boundary(TileBounds tile, int perSide) {
    double[][] corners = {
      {tile.x(), tile.y()},
      {(double) tile.x() + tile.width(), tile.y()},
      {(double) tile.x() + tile.width(), (double) tile.y() + tile.height()},
      {tile.x(), (double) tile.y() + tile.height()}
    };
    List<double[]> points = new ArrayList<>();
    for (int side = 0; side < corners.length; side++) {
      double[] from = corners[side];
      double[] to = corners[(side + 1) % corners.length];
      for (int i = 0; i < perSide; i++) {
        points.add(between(from, to, (double) i / perSide));
      }
    }
    return points;
  }

  private static double[] between(double[] from, double[] to, double share) {
    return new double[] {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])};
  }

  private static double[] center(TileBounds tile) {
    return new double[] {tile.x() + tile.width() / 2.0, tile.y() + tile.height() / 2.0};
  }

  /** Where points are on the earth; ends at the first that is not. */
  private List<double[]> onEarth(TileBounds tile, List<double[]> pixels) {
    double[] center = center(tile);
    List<double[]> ring = new ArrayList<>();
    for (double[] pixel : pixels) {
      Optional<double[]> place = ground.degrees(pixel[0], pixel[1]);
      if (place.isEmpty()) {
        double[] inside = between(pixel, center, INSIDE);
        place = ground.degrees(inside[0], inside[1]);
      }
      if (place.isEmpty()) {
        return ring;
      }
      ring.add(place.get());
    }
    return ring;
  }

  /** Makes longitudes continuous: some projections jump at the antimeridian. */
  private static void unwrap(List<double[]> ring) {
    for (int i = 1; i < ring.size(); i++) {
      double step = ring.get(i)[0] - ring.get(i - 1)[0];
      ring.get(i)[0] -= TURN * Math.rint(step / TURN);
    }
  }

  /** Whether a ring is close enough to its own corners if only some of them are kept. */
  private static boolean follows(List<double[]> ring, int perSide, int kept) {
    double[] size = size(ring);
    double shrink = Math.max(Math.cos(Math.toRadians(size[2])), 0.01);
    double tolerance = Math.max(size[0] * shrink, size[1]) * TOLERANCE;
    int step = perSide / kept;
    for (int i = 0; i < ring.size(); i += step) {
      double[] from = ring.get(i);
      double[] to = ring.get((i + step) % ring.size()).clone();
      to[0] -= TURN * Math.rint((to[0] - ring.get(i + step - 1)[0]) / TURN);
      if (Math.abs(to[0] - from[0]) > LONGEST_EAST || Math.abs(to[1] - from[1]) > LONGEST_NORTH) {
        return false;
      }
      for (int k = 1; k < step; k++) {
        double[] straight = between(from, to, (double) k / step);
        double[] curve = ring.get(i + k);
        double away = Math.hypot((curve[0] - straight[0]) * shrink, curve[1] - straight[1]);
        if (away > tolerance) {
          return false;
        }
      }
    }
    return true;
  }

  /** Width, height and middle latitude. */
  private static double[] size(List<double[]> ring) {
    double west = ring.stream().mapToDouble(p -> p[0]).min().orElseThrow();
    double east = ring.stream().mapToDouble(p -> p[0]).max().orElseThrow();
    double south = ring.stream().mapToDouble(p -> p[1]).min().orElseThrow();
    double north = ring.stream().mapToDouble(p -> p[1]).max().orElseThrow();
    return new double[] {east - west, north - south, (south + north) / 2};
  }

  /** Whether a tile is large enough to show the edge of the earth. */
  private boolean isLarge(TileBounds tile) {
    double[] first = {tile.x(), tile.y()};
    double[] last = {(double) tile.x() + tile.width(), (double) tile.y() + tile.height()};
    toCrs.transform(first);
    toCrs.transform(last);
    return Math.hypot(last[0] - first[0], last[1] - first[1])
        > (geographic ? LARGE_DEGREES : LARGE_METERS);
  }

  /** A ring of the last points on the earth on the way from an interior point to the sides. */
  private Optional<Footprint> visiblePart(TileBounds tile) {
    Optional<double[]> from = interiorPoint(tile);
    if (from.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> pixels = new ArrayList<>();
    List<double[]> ring = new ArrayList<>();
    for (double[] side : boundary(tile, SEARCH)) {
      double good = 0;
      double bad = 1;
      if (isOnEarth(side)) {
        good = 1;
      }
      for (int i = 0; good < 1 && i < HALVINGS; i++) {
        double middle = (good + bad) / 2;
        if (isOnEarth(between(from.get(), side, middle))) {
          good = middle;
        } else {
          bad = middle;
        }
      }
      double[] last = between(from.get(), side, good);
      pixels.add(last);
      ground.degrees(last[0], last[1]).ifPresent(ring::add);
    }
    unwrap(ring);
    return Optional.of(footprint(tile, pixels, ring, false));
  }

  private boolean isOnEarth(double[] pixel) {
    return ground.degrees(pixel[0], pixel[1]).isPresent();
  }

  /** The mean of the points of a tile that are on the earth, if it is on the earth. */
  private Optional<double[]> interiorPoint(TileBounds tile) {
    double[] sum = new double[3];
    for (int j = 0; j <= SEARCH; j++) {
      for (int i = 0; i <= SEARCH; i++) {
        double[] at = {
          tile.x() + (double) tile.width() * i / SEARCH,
          tile.y() + (double) tile.height() * j / SEARCH
        };
        if (isOnEarth(at)) {
          sum[0] += at[0];
          sum[1] += at[1];
          sum[2]++;
        }
      }
    }
    double[] middle = {sum[0] / sum[2], sum[1] / sum[2]};
    return sum[2] > 0 && isOnEarth(middle) ? Optional.of(middle) : Optional.empty();
  }

  /**
   * The footprint of a continuous ring.
   *
   * @param pixels the corners of the ring in the image
   * @param sides whether the ring has the same number of corners on each side of the image
   */
  private Footprint footprint(
      TileBounds tile, List<double[]> pixels, List<double[]> ring, boolean sides) {
    List<double[]> corners = geographic ? ring : aroundPoles(tile, pixels, ring);
    double[] first = corners.get(0);
    double[] last = corners.get(corners.size() - 1);
    double closing = first[0] - TURN * Math.rint((first[0] - last[0]) / TURN);
    long turns = Math.round((closing - first[0]) / TURN);
    double width = size(corners)[0];
    if (Math.abs(turns) > 1 || (turns == 0 && width > TURN + AT)) {
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
        TURN,
        !geographic && encloses(pixels, 90) ? 90 : north);
  }

  /** Whether the middle of a tile is outside of the ring, which then encloses the rest. */
  private boolean isOutside(TileBounds tile, Footprint footprint) {
    double[] center = center(tile);
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
    if (ring.stream().noneMatch(FootprintTracer::isPole)) {
      return ring;
    }
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] here = ring.get(i);
      if (!isPole(here)) {
        corners.add(here);
        continue;
      }
      double[] inside = between(pixels.get(i), center(tile), 0.01);
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
    unwrap(corners);
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
      corners.add(1, between(corners.get(0), corners.get(1), 0.5));
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
