package org.kamcl.explorer.map;

/**
 * A map projection. World coordinates: x grows eastwards by 1 per 360 degrees of longitude and is 0
 * at 180 degrees west; y grows southwards from 0 at the northern edge to {@link #height()} at the
 * southern edge, in the same unit. An x below 0 or above 1 is on another copy of the world.
 */
public enum Projection {
  /** Spherical Mercator (EPSG:3857): keeps shapes; ends at about 85 degrees north and south. */
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
  /** Equirectangular: a degree has the same length everywhere. */
  PLATE_CARREE(0.5, 90) {
    @Override
    public double y(double lat) {
      return (maxLatitude() - Math.max(-maxLatitude(), Math.min(maxLatitude(), lat))) / FULL_CIRCLE;
    }

    @Override
    public double lat(double y) {
      return Math.max(-maxLatitude(), Math.min(maxLatitude(), maxLatitude() - y * FULL_CIRCLE));
    }
  };

  private static final double HALF_CIRCLE = 180;
  private static final double FULL_CIRCLE = 360;

  /** Length of the equator in meters (WGS 84). */
  private static final double EARTH_CIRCUMFERENCE = 40_075_016.686;

  private final double height;
  private final double maxLatitude;

  Projection(double height, double maxLatitude) {
    this.height = height;
    this.maxLatitude = maxLatitude;
  }

  /** World y of a latitude in degrees; latitudes beyond the edge of the map are clamped. */
  public abstract double y(double lat);

  /** Latitude in degrees of a world y. */
  public abstract double lat(double y);

  /** World x of a longitude in degrees; outside of [0, 1] for longitudes beyond ±180. */
  public double x(double lon) {
    return (lon + HALF_CIRCLE) / FULL_CIRCLE;
  }

  /** Longitude in [-180, 180) degrees of a world x on any copy of the world. */
  public double lon(double x) {
    return (x - Math.floor(x)) * FULL_CIRCLE - HALF_CIRCLE;
  }

  /** World y of the southern edge. */
  public double height() {
    return height;
  }

  /** The largest latitude on the map, degrees north and south. */
  public double maxLatitude() {
    return maxLatitude;
  }

  /** Ground length in meters of one world unit along the parallel at a latitude in degrees. */
  static double metersPerWorldUnit(double lat) {
    return EARTH_CIRCUMFERENCE * Math.cos(Math.toRadians(lat));
  }
}
