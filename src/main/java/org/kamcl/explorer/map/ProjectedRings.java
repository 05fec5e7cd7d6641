package org.kamcl.explorer.map;

import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints and areas in world coordinates: whole, also across the date line and at the poles. */
public final class ProjectedRings {
  private ProjectedRings() {}

  /** A footprint's ring, x, y, x, y ..., its x going on beyond the date line. */
  public static double[] of(Footprint footprint, Projection projection) {
    return of(footprint.ring(), projection);
  }

  /** The same of any ring whose edges go the short way. */
  public static double[] of(List<GeoPoint> ring, Projection projection) {
    double[] lons = LongitudeSpan.unwrapped(ring);
    int n = lons.length;
    // Whoever does not come back to where he began has gone round a pole, which is inside.
    double closing = ring.get(0).lon() - lons[n - 1];
    double turns = Math.rint(closing / 360);
    boolean polar = n > 2 && Math.abs(turns) >= 1;
    double[] points = new double[2 * (polar ? n + 3 : n)];
    double latitudes = 0;
    for (int i = 0; i < n; i++) {
      points[2 * i] = projection.x(lons[i]);
      points[2 * i + 1] = projection.y(ring.get(i).lat());
      latitudes += ring.get(i).lat();
    }
    if (polar) {
      double first = lons[0] - 360 * turns;
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

  /**
   * The corners where the picture's own corners are, from its first pixel along its first row.
   *
   * @return 8 values; none if the ring does not tell
   */
  public static double[] corners(double[] ring) {
    int n = ring.length / 2;
    if (n < 4 || n % 4 != 0) {
      return new double[0];
    }
    // An edge may have points in between, as many on each side.
    double[] corners = new double[8];
    for (int i = 0; i < 4; i++) {
      corners[2 * i] = ring[2 * i * (n / 4)];
      corners[2 * i + 1] = ring[2 * i * (n / 4) + 1];
    }
    return corners;
  }

  /** Moved and scaled: world coordinates as pixels of something. */
  public static double[] pixels(double[] ring, double scale, double originX, double originY) {
    double[] pixels = Arrays.copyOf(ring, ring.length);
    for (int i = 0; i < pixels.length; i += 2) {
      pixels[i] = pixels[i] * scale - originX;
      pixels[i + 1] = pixels[i + 1] * scale - originY;
    }
    return pixels;
  }
}
