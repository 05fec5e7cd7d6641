package org.kamcl.explorer.geo;

/**
 * Equal Earth (B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection, 2018), on the
 * ellipsoid by its authalic latitude (J. P. Snyder, Map Projections, 1987, section 3).
 */
final class EqualEarth implements PlaneProjection {
  private static final double A1 = 1.340264;
  private static final double A2 = -0.081106;
  private static final double A3 = 0.000893;
  private static final double A4 = 0.003796;
  private static final double M = Math.sqrt(3) / 2;
  private static final int MAX_STEPS = 20;

  private final double eccentricity;
  private final double poleQ;
  private final double radius;

  /**
   * @param semiMajor meters
   * @param flattening 0 for a sphere
   */
  EqualEarth(double semiMajor, double flattening) {
    this.eccentricity = Math.sqrt(flattening * (2 - flattening));
    this.poleQ = q(1);
    this.radius = semiMajor * Math.sqrt(poleQ / 2);
  }

  private double q(double sin) {
    double e = eccentricity;
    if (e == 0) {
      return 2 * sin;
    }
    double part = e * sin;
    return (1 - e * e) * (sin / (1 - part * part) - Math.log((1 - part) / (1 + part)) / (2 * e));
  }

  @Override
  public void project(double[] p) {
    double theta = Math.asin(clamped(M * q(Math.sin(p[1])) / poleQ));
    p[0] = radius * p[0] * Math.cos(theta) / (M * slope(theta));
    p[1] = radius * polynomial(theta);
  }

  private static double polynomial(double t) {
    double t2 = t * t;
    double t6 = t2 * t2 * t2;
    return t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
  }

  private static double slope(double t) {
    double t2 = t * t;
    double t6 = t2 * t2 * t2;
    return A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2);
  }

  @Override
  public void unproject(double[] p) {
    double y = p[1] / radius;
    double theta = y / A1;
    for (int i = 0; i < MAX_STEPS; i++) {
      double step = (polynomial(theta) - y) / slope(theta);
      theta -= step;
      if (Math.abs(step) < 1e-14) {
        break;
      }
    }
    double sin = Math.sin(theta) / M;
    if (!(Math.abs(sin) <= 1 + 1e-9)) {
      p[0] = Double.NaN;
      p[1] = Double.NaN;
      return;
    }
    p[0] = p[0] / radius * M * slope(theta) / Math.cos(theta);
    p[1] = latitude(Math.asin(clamped(sin)));
  }

  /** The latitude of an authalic latitude, by Newton's method (Snyder, equation 3-16). */
  private double latitude(double authalic) {
    double wanted = poleQ * Math.sin(authalic);
    double e2 = eccentricity * eccentricity;
    double latitude = authalic;
    for (int i = 0; i < MAX_STEPS; i++) {
      double sin = Math.sin(latitude);
      double root = 1 - e2 * sin * sin;
      double step = root * root / (2 * Math.cos(latitude) * (1 - e2)) * (wanted - q(sin));
      if (!(Math.abs(step) > 1e-14) || Math.abs(Math.cos(latitude)) < 1e-9) {
        break;
      }
      latitude += step;
    }
    return latitude;
  }

  private static double clamped(double sine) {
    return Math.max(-1, Math.min(1, sine));
  }
}
