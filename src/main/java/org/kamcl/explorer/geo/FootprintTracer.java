package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.operation.MathTransform;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;

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

  private final OutlineCloser closer;
  private final Ground ground;

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
    this.closer = new OutlineCloser(toCrs, ground, back, geographic);
    this.ground = ground;
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
        return closer.isLarge(tile) || isOnEarth(Rings.center(tile))
            ? visiblePart(tile)
            : Optional.empty();
      }
      Rings.unwrap(ring);
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
        return Optional.of(closer.close(tile, every(pixels, step), every(ring, step), true));
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
        points.add(Rings.between(from, to, (double) i / perSide));
      }
    }
    return points;
  }

  /** Where points are on the earth; ends at the first that is not. */
  private List<double[]> onEarth(TileBounds tile, List<double[]> pixels) {
    double[] center = Rings.center(tile);
    List<double[]> ring = new ArrayList<>();
    for (double[] pixel : pixels) {
      Optional<double[]> place = ground.degrees(pixel[0], pixel[1]);
      if (place.isEmpty()) {
        double[] inside = Rings.between(pixel, center, INSIDE);
        place = ground.degrees(inside[0], inside[1]);
      }
      if (place.isEmpty()) {
        return ring;
      }
      ring.add(place.get());
    }
    return ring;
  }

  /** Whether a ring is close enough to its own corners if only some of them are kept. */
  private static boolean follows(List<double[]> ring, int perSide, int kept) {
    double[] size = Rings.size(ring);
    double shrink = Math.max(Math.cos(Math.toRadians(size[2])), 0.01);
    double tolerance = Math.max(size[0] * shrink, size[1]) * TOLERANCE;
    int step = perSide / kept;
    for (int i = 0; i < ring.size(); i += step) {
      double[] from = ring.get(i);
      double[] to = ring.get((i + step) % ring.size()).clone();
      to[0] -= Rings.TURN * Math.rint((to[0] - ring.get(i + step - 1)[0]) / Rings.TURN);
      if (Math.abs(to[0] - from[0]) > LONGEST_EAST || Math.abs(to[1] - from[1]) > LONGEST_NORTH) {
        return false;
      }
      for (int k = 1; k < step; k++) {
        double[] straight = Rings.between(from, to, (double) k / step);
        double[] curve = ring.get(i + k);
        double away = Math.hypot((curve[0] - straight[0]) * shrink, curve[1] - straight[1]);
        if (away > tolerance) {
          return false;
        }
      }
    }
    return true;
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
        if (isOnEarth(Rings.between(from.get(), side, middle))) {
          good = middle;
        } else {
          bad = middle;
        }
      }
      double[] last = Rings.between(from.get(), side, good);
      pixels.add(last);
      ground.degrees(last[0], last[1]).ifPresent(ring::add);
    }
    Rings.unwrap(ring);
    return Optional.of(closer.close(tile, pixels, ring, false));
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
}
