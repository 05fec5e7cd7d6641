package org.kamcl.explorer.map;

/**
 * How the earth becomes flat. World coordinates: x eastwards from 0 to 1 once round the earth, y
 * southwards from 0 to the projection's height in the same unit.
 */
public enum Projection {
  /** Shapes are kept, sizes grow towards the poles, which are out of reach. */
  WEB_MERCATOR(1, 85.05112878) {
    @Override
    public double y(double lat) {
      double phi = Math.toRadians(Math.max(-maxLatitude(), Math.min(maxLatitude(), lat)));
      return (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
    }

    @Override
    public double lat(double y) {
      return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))));
    }
  },
  /** A degree is a degree everywhere; the poles are lines. */
  PLATE_CARREE(0.5, 90) {
    @Override
    public double y(double lat) {
      return (maxLatitude() - Math.max(-maxLatitude(), Math.min(maxLatitude(), lat))) / FULL_TURN;
    }

    @Override
    public double lat(double y) {
      return Math.max(-maxLatitude(), Math.min(maxLatitude(), maxLatitude() - y * FULL_TURN));
    }
  };

  private static final double HALF_TURN = 180;
  private static final double FULL_TURN = 360;
  private static final double EARTH_CIRCUMFERENCE = 40_075_016.686;

  private final double height;
  private final double maxLatitude;

  Projection(double height, double maxLatitude) {
    this.height = height;
    this.maxLatitude = maxLatitude;
  }

  /** World coordinate of a latitude; of one beyond the edge, that of the edge. */
  public abstract double y(double lat);

  public abstract double lat(double y);

  /** World coordinate of a longitude; of one beyond 180, on the next turn. */
  public double x(double lon) {
    return (lon + HALF_TURN) / FULL_TURN;
  }

  /** The longitude, -180 to 180, of a world coordinate on any turn. */
  public double lon(double x) {
    return (x - Math.floor(x)) * FULL_TURN - HALF_TURN;
  }

  /** World coordinate of the southern edge. */
  public double height() {
    return height;
  }

  /** Degrees, north and south. */
  double maxLatitude() {
    return maxLatitude;
  }

  /** Metres on the ground along a parallel that is one world coordinate long. */
  static double metersPerWorldUnit(double lat) {
    return EARTH_CIRCUMFERENCE * Math.cos(Math.toRadians(lat));
  }
}
