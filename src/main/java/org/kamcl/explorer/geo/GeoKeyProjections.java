package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.kamcl.error.KamclException;

/** The projections that GeoTIFF keys describe parameter by parameter. */
final class GeoKeyProjections {
  private static final int PARALLEL_1 = 3078;
  private static final int PARALLEL_2 = 3079;
  private static final int ORIGIN_LONGITUDE = 3080;
  private static final int ORIGIN_LATITUDE = 3081;
  private static final int FALSE_ORIGIN_LONGITUDE = 3084;
  private static final int FALSE_ORIGIN_LATITUDE = 3085;
  private static final int CENTER_LONGITUDE = 3088;
  private static final int CENTER_LATITUDE = 3089;
  private static final int SCALE_AT_ORIGIN = 3092;
  private static final int SCALE_AT_CENTER = 3093;
  private static final int AZIMUTH = 3094;
  private static final int POLE_LONGITUDE = 3095;
  private static final int RECTIFIED_ANGLE = 3096;
  private static final int[] EASTING = {3082, 3086, 3090};
  private static final int[] NORTHING = {3083, 3087, 3091};

  private GeoKeyProjections() {}

  /**
   * The projection of the keys.
   *
   * @param crs name, for the error
   * @param degrees of one unit of angles
   * @param meters of one unit of lengths, in which false eastings are given
   * @throws KamclException if the method has no name here
   */
  static CrsDefinition.Projection read(GeoKeys keys, String crs, double degrees, double meters) {
    int code = keys.code(GeoKeys.METHOD);
    String method = name(code, crs);
    boolean polar = method.equals("Polar_Stereographic");
    Map<String, Double> p = new HashMap<>();
    put(p, "false_easting", keys.number(EASTING), meters);
    put(p, "false_northing", keys.number(NORTHING), meters);
    OptionalDouble longitude =
        polar
            ? keys.number(POLE_LONGITUDE, ORIGIN_LONGITUDE, FALSE_ORIGIN_LONGITUDE)
            : keys.number(
                ORIGIN_LONGITUDE, FALSE_ORIGIN_LONGITUDE, CENTER_LONGITUDE, POLE_LONGITUDE);
    put(p, "central_meridian", longitude, degrees);
    OptionalDouble latitude = keys.number(ORIGIN_LATITUDE, FALSE_ORIGIN_LATITUDE, CENTER_LATITUDE);
    put(p, "latitude_of_origin", latitude, degrees);
    put(p, "scale_factor", keys.number(SCALE_AT_ORIGIN, SCALE_AT_CENTER), 1);
    put(p, "standard_parallel_1", keys.number(PARALLEL_1), degrees);
    put(p, "standard_parallel_2", keys.number(PARALLEL_2), degrees);
    put(p, "azimuth", keys.number(AZIMUTH), degrees);
    put(p, "rectified_grid_angle", keys.number(RECTIFIED_ANGLE), degrees);
    if (method.equals("Hotine_Oblique_Mercator")) {
      p.putIfAbsent("rectified_grid_angle", p.getOrDefault("azimuth", 90.0));
    }
    if (polar && p.containsKey("standard_parallel_1")) {
      p.remove("latitude_of_origin");
    }
    if (method.equals("Lambert_Conformal_Conic_1SP")) {
      p.remove("standard_parallel_1");
      p.remove("standard_parallel_2");
    }
    return new CrsDefinition.Projection(method, p, meters);
  }

  private static void put(
      Map<String, Double> parameters, String name, OptionalDouble value, double factor) {
    value.ifPresent(v -> parameters.put(name, v * factor));
  }

  private static String name(int code, String crs) {
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
          throw new KamclException(GeoError.PROJECTION_UNSUPPORTED, crs, String.valueOf(code));
    };
  }
}
