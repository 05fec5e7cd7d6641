package org.kamcl.explorer.geo;

import java.util.List;
import org.kamcl.explorer.domain.TileBounds;

/** Geometry of rings of longitudes and latitudes, and of points of a tile. */
final class Rings {
  /** Degrees of a full turn. */
  static final double TURN = 360;

  private Rings() {}

  /** The point at a share of the way between two points. */
  static double[] between(double[] from, double[] to, double share) {
    return new double[] {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])};
  }

  /** The middle of a tile, in pixels. */
  static double[] center(TileBounds tile) {
    return new double[] {tile.x() + tile.width() / 2.0, tile.y() + tile.height() / 2.0};
  }

  /** Width, height and middle latitude. */
  static double[] size(List<double[]> ring) {
    double west = ring.stream().mapToDouble(p -> p[0]).min().orElseThrow();
    double east = ring.stream().mapToDouble(p -> p[0]).max().orElseThrow();
    double south = ring.stream().mapToDouble(p -> p[1]).min().orElseThrow();
    double north = ring.stream().mapToDouble(p -> p[1]).max().orElseThrow();
    return new double[] {east - west, north - south, (south + north) / 2};
  }

  /** Makes longitudes continuous: some projections jump at the antimeridian. */
  static void unwrap(List<double[]> ring) {
    for (int i = 1; i < ring.size(); i++) {
      double step = ring.get(i)[0] - ring.get(i - 1)[0];
      ring.get(i)[0] -= TURN * Math.rint(step / TURN);
    }
  }
}
