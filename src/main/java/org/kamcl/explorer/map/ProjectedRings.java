package org.kamcl.explorer.map;

import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * Rings of footprints and areas in world coordinates: x, y, x, y ... They are continuous across the
 * antimeridian (x may be below 0 or above 1) and closed along the edge of the map if they enclose a
 * pole.
 */
public final class ProjectedRings {
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
    double[] lons = LongitudeSpan.unwrap(ring);
    int n = lons.length;
    // A ring that does not return to its first longitude encloses a pole.
    double closing = ring.get(0).lon() - lons[n - 1];
    double circles = Math.rint(closing / 360);
    boolean polar = n > 2 && Math.abs(circles) >= 1;
    double[] points = new double[2 * (polar ? n + 3 : n)];
    double latitudes = 0;
    for (int i = 0; i < n; i++) {
      points[2 * i] = projection.x(lons[i]);
      points[2 * i + 1] = projection.y(ring.get(i).lat());
      latitudes += ring.get(i).lat();
    }
    if (polar) {
      double first = lons[0] - 360 * circles;
      double edge = latitudes > 0 ? 0 : projection.height();
      double[] rest = {
        projection.x(first), points[1], projection.x(first), edge, projection.x(lons[0]), edge
      };
      System.arraycopy(rest, 0, points, 2 * n, rest.length);
    }
    return points;
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
   * Where the corners of the image are, beginning with its first pixel and going along its first
   * row.
   *
   * @return four points (8 values); empty if the ring does not have the same number of points on
   *     each of four sides
   */
  static double[] imageCorners(double[] ring) {
    int n = ring.length / 2;
    if (n < 4 || n % 4 != 0) {
      return new double[0];
    }
    double[] corners = new double[8];
    for (int i = 0; i < 4; i++) {
      corners[2 * i] = ring[2 * i * (n / 4)];
      corners[2 * i + 1] = ring[2 * i * (n / 4) + 1];
    }
    return corners;
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
