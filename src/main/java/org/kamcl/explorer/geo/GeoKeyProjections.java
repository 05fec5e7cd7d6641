package org.kamcl.explorer.geo;

import java.util.Map;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.ExplorerException;

/** The projections that GeoTIFF keys describe parameter by parameter. */
final class GeoKeyProjections {
  private static final int PARALLEL_1 = 3078;
  private static final int PARALLEL_2 = 3079;
  private static final int ORIGIN_LONGITUDE = 3080;
  private static final int ORIGIN_LATITUDE = 3081;
  private static final int FALSE_ORIGIN_LONGITUDE = 3084;
  private static final int FALSE_ORIGIN_LATITUDE = 3085;
  private static final int CENTRE_LONGITUDE = 3088;
  private static final int CENTRE_LATITUDE = 3089;
  private static final int SCALE_AT_ORIGIN = 3092;
  private static final int SCALE_AT_CENTRE = 3093;
  private static final int AZIMUTH = 3094;
  private static final int POLE_LONGITUDE = 3095;
  private static final int RECTIFIED_ANGLE = 3096;
  private static final int[] EASTING = {3082, 3086, 3090};
  private static final int[] NORTHING = {3083, 3087, 3091};

  private GeoKeyProjections() {}

  /**
   * Reads a method and its parameters.
   *
   * @param into names of WKT 1; degrees, metres and factors
   * @param degrees of the unit of angles
   * @param metres of the unit of lengths, in which false eastings are given
   * @return the name of the method
   */
  static String read(GeoKeys keys, Map<String, Double> into, double degrees, double metres) {
    int code = keys.code(GeoKeys.METHOD);
    String method = name(code);
    put(into, "false_easting", keys.number(EASTING), metres);
    put(into, "false_northing", keys.number(NORTHING), metres);
    boolean polar = method.equals("Polar_Stereographic");
    put(
        into,
        "central_meridian",
        polar
            ? keys.number(POLE_LONGITUDE, ORIGIN_LONGITUDE, FALSE_ORIGIN_LONGITUDE)
            : keys.number(
                ORIGIN_LONGITUDE, FALSE_ORIGIN_LONGITUDE, CENTRE_LONGITUDE, POLE_LONGITUDE),
        degrees);
    put(
        into,
        "latitude_of_origin",
        keys.number(ORIGIN_LATITUDE, FALSE_ORIGIN_LATITUDE, CENTRE_LATITUDE),
        degrees);
    put(into, "scale_factor", keys.number(SCALE_AT_ORIGIN, SCALE_AT_CENTRE), 1);
    put(into, "standard_parallel_1", keys.number(PARALLEL_1), degrees);
    put(into, "standard_parallel_2", keys.number(PARALLEL_2), degrees);
    put(into, "azimuth", keys.number(AZIMUTH), degrees);
    put(into, "rectified_grid_angle", keys.number(RECTIFIED_ANGLE), degrees);
    if (method.equals("Hotine_Oblique_Mercator")) {
      into.putIfAbsent("rectified_grid_angle", into.getOrDefault("azimuth", 90.0));
    }
    if (polar && into.containsKey("standard_parallel_1")) {
      into.remove("latitude_of_origin");
    }
    if (code == 7 && !keys.number(PARALLEL_1).isPresent()) {
      into.remove("standard_parallel_1");
    }
    if (code == 9) {
      into.remove("standard_parallel_1");
      into.remove("standard_parallel_2");
    }
    if (method.equals("Equirectangular")) {
      // The parallel has a key of its own; older writers put it where the origin's latitude is.
      into.remove("scale_factor");
    }
    return method;
  }

  private static void put(
      Map<String, Double> into, String name, OptionalDouble value, double factor) {
    value.ifPresent(v -> into.put(name, v * factor));
  }

  private static String name(int code) {
    return switch (code) {
      case 1 -> "Transverse_Mercator";
      case 3, 9812 -> "Hotine_Oblique_Mercator";
      case 9815 -> "Oblique_Mercator";
      case 7 -> "Mercator";
      case 8 -> "Lambert_Conformal_Conic_2SP";
      case 9 -> "Lambert_Conformal_Conic_1SP";
      case 10 -> "Lambert_Azimuthal_Equal_Area";
      case 11 -> "Albers_Conic_Equal_Area";
      case 12 -> "Azimuthal_Equidistant";
      case 13 -> "Equidistant_Conic";
      case 14 -> "Stereographic";
      case 15 -> "Polar_Stereographic";
      case 16 -> "Oblique_Stereographic";
      case 17 -> "Equirectangular";
      case 18 -> "Cassini_Soldner";
      case 19 -> "Gnomonic";
      case 21 -> "Orthographic";
      case 22 -> "Polyconic";
      case 23 -> "Robinson";
      case 24 -> "Sinusoidal";
      case 25 -> "VanDerGrinten";
      case 26 -> "New_Zealand_Map_Grid";
      case 27 -> "Transverse_Mercator_South_Orientated";
      case 28 -> "Cylindrical_Equal_Area";
      default ->
          throw new ExplorerException(
              "has a coordinate system that is not understood (projection method " + code + ")");
    };
  }
}
