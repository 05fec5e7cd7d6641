package org.kamcl.explorer.geo;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.geotools.api.parameter.ParameterNotFoundException;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.kamcl.error.KamclException;

/**
 * From the names of projections and parameters in any dialect to those of GeoTools. Most names pass
 * unchanged, since GeoTools knows the names of EPSG, OGC, ESRI and GeoTIFF; listed here are only
 * those that it does not know or that it takes for something else.
 */
final class ProjectionMethods {
  private static final String SOUTH_ORIENTATED = "Transverse Mercator (South Orientated)";

  /** Degrees from a pole that are taken for it: 0.1 m. */
  private static final double AT_POLE = 1e-6;

  private ProjectionMethods() {}

  static String plain(String method) {
    return method.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  static boolean isSouthOrientated(String method) {
    return plain(method).equals(plain(SOUTH_ORIENTATED));
  }

  static boolean isEqualAreaCylinder(String method) {
    String plain = plain(method);
    return plain.contains("cylindricalequalarea") || plain.equals("behrmann");
  }

  /** Whether the projection takes the latitudes of an ellipsoid for those of a sphere. */
  static boolean isSpherical(String method) {
    return plain(method).contains("vandergrinten");
  }

  /**
   * The method as GeoTools names it.
   *
   * @param parameters degrees, metres and factors by their WKT 1 names in lower case; those that
   *     GeoTools names differently are renamed, and those that have no effect are removed
   * @throws KamclException if the projection is not supported
   */
  static String normalize(String crs, String method, Map<String, Double> parameters) {
    // GeoTools has no results for an oblique projection a hair's breadth away from the pole.
    parameters.replaceAll(
        (key, value) ->
            key.startsWith("latitude_of_") && Math.abs(Math.abs(value) - 90) < AT_POLE
                ? Math.copySign(90, value)
                : value);
    String operation = operation(plain(method), method, parameters);
    try {
      ParameterValueGroup group =
          ReferencingFactoryFinder.getMathTransformFactory(null).getDefaultParameters(operation);
      for (String key : Set.copyOf(parameters.keySet())) {
        adapt(crs, method, group, key, parameters);
      }
    } catch (FactoryException e) {
      throw new KamclException(e, GeoError.PROJECTION_UNSUPPORTED, crs, method);
    }
    return operation;
  }

  private static void adapt(
      String crs, String method, ParameterValueGroup group, String key, Map<String, Double> p) {
    if (has(group, key)) {
      return;
    }
    double value = p.remove(key);
    for (String synonym : synonyms(key)) {
      if (has(group, synonym)) {
        p.putIfAbsent(synonym, value);
        return;
      }
    }
    // Zero lengths and angles and a scale of 1 have no effect.
    if (value != 0 && !(key.startsWith("scale") && value == 1) && !isIgnored(key, value)) {
      throw new KamclException(GeoError.PROJECTION_UNSUPPORTED, crs, method + ", " + key);
    }
  }

  /** Parameters that repeat what the ellipsoid or the method says, and ESRI's usual variant. */
  private static boolean isIgnored(String key, double value) {
    return key.startsWith("semi_")
        || key.equals("auxiliary_sphere_type")
        || (key.equals("option") && value == 1);
  }

  private static boolean has(ParameterValueGroup group, String name) {
    try {
      group.parameter(name);
      return true;
    } catch (ParameterNotFoundException e) {
      return false;
    }
  }

  private static String[] synonyms(String key) {
    return switch (key) {
      case "central_meridian", "longitude_of_center", "longitude_of_origin" ->
          new String[] {"central_meridian", "longitude_of_center"};
      case "latitude_of_origin", "latitude_of_center" ->
          new String[] {"latitude_of_origin", "latitude_of_center"};
      default -> new String[0];
    };
  }

  private static String operation(String plain, String method, Map<String, Double> p) {
    return switch (plain) {
      case "transversemercatorcomplex", "gaussboaga" -> "Transverse_Mercator";
      case "transversemercatorsouthorientated", "transversemercatorsouthoriented" ->
          SOUTH_ORIENTATED;
      case "lambertconformalconic",
          "lambertconicconformal1sp",
          "lambertconicconformal2sp",
          "lambertconformalconic1sp",
          "lambertconformalconic2sp" ->
          lambert(p);
      case "lambertconicconformal2spbelgium" -> "Lambert_Conformal_Conic_2SP_Belgium";
      case "mercator", "mercator1sp", "mercator2sp", "mercatorvarianta", "mercatorvariantb" ->
          mercator(p);
      case "popularvisualisationpseudomercator" -> "Popular Visualisation Pseudo Mercator";
      case "polarstereographic",
          "polarstereographicvarianta",
          "polarstereographicvariantb",
          "stereographicnorthpole",
          "stereographicsouthpole" ->
          polar(plain, p);
      case "stereographic" ->
          Math.abs(p.getOrDefault("latitude_of_origin", 0.0)) == 90
              ? polar(plain, p)
              : "Stereographic";
      case "hotineobliquemercatorvarianta", "rectifiedskewedorthomorphicnaturalorigin" ->
          "Hotine_Oblique_Mercator";
      case "hotineobliquemercatorvariantb", "rectifiedskewedorthomorphiccenter" ->
          "Oblique_Mercator";
      case "krovak", "krovaknorthorientated" -> krovak(p);
      case "equalearth" -> "Equal Earth";
      case "vandergrinten", "vandergrinteni" -> "World_Van_der_Grinten_I";
      case "equirectangular", "equidistantcylindrical", "platecarree" -> {
        p.remove("scale_factor");
        yield "Equidistant_Cylindrical";
      }
      case "equidistantconic" -> "CT_Equidistant_Conic";
      case "modifiedazimuthalequidistant", "azimuthalequidistant" -> "Azimuthal_Equidistant";
      case "lambertcylindricalequalarea",
          "lambertcylindricalequalareaspherical",
          "cylindricalequalarea",
          "behrmann" ->
          "Cylindrical_Equal_Area";
      case "geostationarysatellite",
          "geostationarysatellitesweepy",
          "geostationarysatellitesweepx" -> {
        p.putIfAbsent("sweep", plain.endsWith("x") ? 1.0 : 0.0);
        yield "GEOS";
      }
      // WKT 2 writes blanks where GeoTools has underscores.
      default -> known(method) ? method : method.replace(' ', '_');
    };
  }

  private static boolean known(String method) {
    try {
      ReferencingFactoryFinder.getMathTransformFactory(null).getDefaultParameters(method);
      return true;
    } catch (FactoryException e) {
      return false;
    }
  }

  private static String mercator(Map<String, Double> p) {
    if (p.containsKey("standard_parallel_1")) {
      p.remove("scale_factor");
      return "Mercator_2SP";
    }
    return "Mercator_1SP";
  }

  private static String lambert(Map<String, Double> p) {
    Double first = p.get("standard_parallel_1");
    Double second = p.get("standard_parallel_2");
    if (first == null || (second == null && first.equals(p.get("latitude_of_origin")))) {
      p.remove("standard_parallel_1");
      return "Lambert_Conformal_Conic_1SP";
    }
    // One parallel that is not the origin's: the same cone as with two equal ones. ESRI scales a
    // cone of two parallels, which GeoTools supports under ESRI's name only.
    p.putIfAbsent("standard_parallel_2", first);
    return p.getOrDefault("scale_factor", 1.0) == 1
        ? "Lambert_Conformal_Conic_2SP"
        : "Lambert_Conformal_Conic";
  }

  /** The latitude of origin of a polar projection is its pole, or the parallel of true scale. */
  private static String polar(String plain, Map<String, Double> p) {
    double parallel =
        p.getOrDefault("standard_parallel_1", p.getOrDefault("latitude_of_origin", 90.0));
    boolean south = parallel < 0 || plain.equals("stereographicsouthpole");
    p.remove("latitude_of_origin");
    p.remove("standard_parallel_1");
    if (Math.abs(parallel) >= 90 || parallel == 0) {
      p.put("latitude_of_origin", south ? -90.0 : 90.0);
      return "Polar_Stereographic";
    }
    p.put("standard_parallel_1", parallel);
    p.remove("scale_factor");
    return "Polar Stereographic (variant B)";
  }

  /** ESRI states the axes of Krovak's projection by a scale and a rotation. */
  private static String krovak(Map<String, Double> p) {
    boolean eastNorth =
        p.getOrDefault("x_scale", -1.0) == -1
            && p.getOrDefault("y_scale", 1.0) == 1
            && p.getOrDefault("xy_plane_rotation", 90.0) == 90;
    if (eastNorth) {
      p.keySet().removeAll(Set.of("x_scale", "y_scale", "xy_plane_rotation"));
    }
    return "Krovak";
  }
}
