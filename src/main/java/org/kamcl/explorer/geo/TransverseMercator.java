package org.kamcl.explorer.geo;

/**
 * Transverse Mercator by the series of Krüger to the sixth order (C. F. F. Karney, Transverse
 * Mercator with an accuracy of a few nanometers, 2011, section 4). Exact to micrometers up to 35
 * degrees from the central meridian, and to meters up to 80 degrees.
 */
final class TransverseMercator implements PlaneProjection {
  private static final int ORDER = 6;

  /** Largest distance from the central meridian on the unit sphere, as PROJ limits it. */
  private static final double MAX_ETA = 2.623395162778;

  private final double eccentricity;
  private final double radius;
  private final double[] alpha;
  private final double[] beta;
  private final double originXi;

  /**
   * @param semiMajor meters
   * @param flattening 0 for a sphere
   * @param scale on the central meridian
   * @param originLatitude where the northing is 0, radians
   */
  TransverseMercator(double semiMajor, double flattening, double scale, double originLatitude) {
    this.eccentricity = Math.sqrt(flattening * (2 - flattening));
    double n = flattening / (2 - flattening);
    double n2 = n * n;
    double n3 = n2 * n;
    double n4 = n3 * n;
    double n5 = n4 * n;
    double n6 = n5 * n;
    this.radius = scale * semiMajor / (1 + n) * (1 + n2 / 4 + n4 / 64 + n6 / 256);
    this.alpha =
        new double[] {
          n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180 - 127 * n5 / 288 + 7891 * n6 / 37_800,
          13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440 + 281 * n5 / 630 - 1_983_433 * n6 / 1_935_360,
          61 * n3 / 240 - 103 * n4 / 140 + 15_061 * n5 / 26_880 + 167_603 * n6 / 181_440,
          49_561 * n4 / 161_280 - 179 * n5 / 168 + 6_601_661 * n6 / 7_257_600,
          34_729 * n5 / 80_640 - 3_418_889 * n6 / 1_995_840,
          212_378_941 * n6 / 319_334_400
        };
    this.beta =
        new double[] {
          n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360 - 81 * n5 / 512 + 96_199 * n6 / 604_800,
          n2 / 48 + n3 / 15 - 437 * n4 / 1440 + 46 * n5 / 105 - 1_118_711 * n6 / 3_870_720,
          17 * n3 / 480 - 37 * n4 / 840 - 209 * n5 / 4480 + 5569 * n6 / 90_720,
          4397 * n4 / 161_280 - 11 * n5 / 504 - 830_251 * n6 / 7_257_600,
          4583 * n5 / 161_280 - 108_847 * n6 / 3_991_680,
          20_648_693 * n6 / 638_668_800
        };
    double[] origin = {0, originLatitude};
    toComplex(origin);
    this.originXi = origin[1];
  }

  @Override
  public void project(double[] p) {
    toComplex(p);
    boolean inside = Math.abs(p[0]) <= MAX_ETA;
    p[0] = inside ? radius * p[0] : Double.NaN;
    p[1] = inside ? radius * (p[1] - originXi) : Double.NaN;
  }

  /** From longitude and latitude to eta and xi. */
  private void toComplex(double[] p) {
    double tau = conformal(Math.tan(p[1]));
    double cosLon = Math.cos(p[0]);
    double xi = Math.atan2(tau, cosLon);
    double eta = asinh(Math.sin(p[0]) / Math.hypot(tau, cosLon));
    double sumXi = xi;
    double sumEta = eta;
    for (int j = 1; j <= ORDER; j++) {
      sumXi += alpha[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
      sumEta += alpha[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
    }
    p[0] = sumEta;
    p[1] = sumXi;
  }

  @Override
  public void unproject(double[] p) {
    double eta = p[0] / radius;
    double xi = p[1] / radius + originXi;
    if (!(Math.abs(eta) <= MAX_ETA && Math.abs(xi) <= Math.PI)) {
      p[0] = Double.NaN;
      p[1] = Double.NaN;
      return;
    }
    double sphereXi = xi;
    double sphereEta = eta;
    for (int j = 1; j <= ORDER; j++) {
      sphereXi -= beta[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
      sphereEta -= beta[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
    }
    double sinh = Math.sinh(sphereEta);
    double cos = Math.cos(sphereXi);
    p[0] = Math.atan2(sinh, cos);
    p[1] = Math.atan(geodetic(Math.sin(sphereXi) / Math.hypot(sinh, cos)));
  }

  /** The tangent of the conformal latitude, from that of the latitude. */
  private double conformal(double tau) {
    double root = Math.hypot(1, tau);
    double sigma = Math.sinh(eccentricity * atanh(eccentricity * tau / root));
    return tau * Math.hypot(1, sigma) - sigma * root;
  }

  /** The tangent of the latitude, from that of the conformal latitude, by Newton's method. */
  private double geodetic(double conformal) {
    double squared = 1 - eccentricity * eccentricity;
    double tau = conformal / squared;
    for (int i = 0; i < 6; i++) {
      double found = conformal(tau);
      double step =
          (conformal - found)
              / Math.hypot(1, found)
              * (1 + squared * tau * tau)
              / (squared * Math.hypot(1, tau));
      if (!Double.isFinite(step)) {
        return tau;
      }
      tau += step;
      if (Math.abs(step) <= 1e-14 * Math.max(1, Math.abs(tau))) {
        break;
      }
    }
    return tau;
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    return Math.copySign(Math.log(size + Math.hypot(1, size)), x);
  }

  private static double atanh(double x) {
    return Math.log((1 + x) / (1 - x)) / 2;
  }
}
