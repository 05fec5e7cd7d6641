package org.kamcl.explorer.geo;

/** A projection of an ellipsoid whose central meridian is 0 and whose false origin is 0. */
interface PlaneProjection {
  /**
   * Replaces longitude and latitude by easting and northing.
   *
   * @param p radians; then meters; NaN outside of the domain
   */
  void project(double[] p);

  /**
   * Replaces easting and northing by longitude and latitude.
   *
   * @param p meters; then radians; NaN outside of the domain
   */
  void unproject(double[] p);
}
