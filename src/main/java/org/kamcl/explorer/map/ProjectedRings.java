package org.kamcl.explorer.map;

import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.UnwrappedRing;

/**
 * Rings of footprints and areas in world coordinates: x, y, x, y ... They are continuous across the
 * antimeridian (x may be below 0 or above 1) and closed along the edge of the map if they enclose a
 * pole.
 */
public final class ProjectedRings {
  /** World coordinates closer than this are equal. */
  private static final double EDGE = 1e-9;

  private ProjectedRings() {}

  /** The ring of a footprint. */
  public static double[] of(Footprint footprint, Projection projection) {
    return of(footprint.ring(), projection);
  }

  /**
   * Projects a ring.
   *
   * @param ring corners; each edge is the shorter way between two of them
   */
  public static double[] of(List<GeoPoint> ring, Projection projection) {
    UnwrappedRing unwrapped = new UnwrappedRing(ring);
    double[] points = new double[2 * unwrapped.size()];
    for (int i = 0; i < unwrapped.size(); i++) {
      points[2 * i] = projection.x(unwrapped.lon(i));
      points[2 * i + 1] = projection.y(unwrapped.lat(i));
    }
    return points;
  }

  /**
   * Whether an edge is not an edge of the image, but closes a ring around a pole: it is along the
   * edge of the map, or between there and the ring. Such a ring has all longitudes.
   *
   * @param from index of the x of its first corner
   */
  static boolean isSeam(double[] ring, int from, Projection projection) {
    int to = (from + 2) % ring.length;
    boolean straight = Math.abs(ring[from] - ring[to]) < EDGE;
    boolean begins = isEdge(ring[from + 1], projection);
    boolean ends = isEdge(ring[to + 1], projection);
    if (!(begins && ends) && !(straight && (begins || ends))) {
      return false;
    }
    double[] box = bounds(ring);
    return box[2] - box[0] > 1 - EDGE;
  }

  private static boolean isEdge(double y, Projection projection) {
    return y < EDGE || y > projection.height() - EDGE;
  }

  /** West, north, east and south of a ring, world coordinates. */
  public static double[] bounds(double[] ring) {
    double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
    return box;
  }

  /** Whether a point is inside a ring (even-odd rule). */
  public static boolean contains(double[] ring, double x, double y) {
    boolean inside = false;
    for (int i = 0; i < ring.length; i += 2) {
      int j = i == 0 ? ring.length - 2 : i - 2;
      if (ring[i + 1] > y != ring[j + 1] > y) {
        double at = ring[i] + (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) * (ring[j] - ring[i]);
        inside ^= x < at;
      }
    }
    return inside;
  }

  /**
   * Whether a ring has the same number of corners on each of the four sides of its image.
   *
   * @param ring x, y, x, y ...
   */
  static boolean followsImage(double[] ring) {
    int corners = ring.length / 2;
    return corners >= 4 && corners % 4 == 0;
  }

  /** Scales a ring and then subtracts an origin. */
  static double[] toPixels(double[] ring, double scale, double originX, double originY) {
    double[] pixels = Arrays.copyOf(ring, ring.length);
    for (int i = 0; i < pixels.length; i += 2) {
      pixels[i] = pixels[i] * scale - originX;
      pixels[i + 1] = pixels[i + 1] * scale - originY;
    }
    return pixels;
  }
}
