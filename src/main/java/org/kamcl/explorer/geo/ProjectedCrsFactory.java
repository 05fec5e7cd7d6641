package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.geotools.api.parameter.ParameterNotFoundException;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.geotools.referencing.cs.DefaultCartesianCS;
import org.geotools.referencing.cs.DefaultCoordinateSystemAxis;
import org.geotools.referencing.operation.DefiningConversion;
import org.kamcl.explorer.domain.ExplorerException;
import si.uom.SI;

/** Builds projected systems from a method and its parameters, by the names of WKT 1. */
final class ProjectedCrsFactory {
  private ProjectedCrsFactory() {}

  /**
   * A projected system, easting first.
   *
   * @param name for people
   * @param base to be projected, longitude first
   * @param method in any usual spelling
   * @param given parameters by their WKT 1 names in small letters: degrees, metres and factors
   * @param unit metres of one unit of its axes
   * @throws ExplorerException if the method is not known; goes on behind a file's name
   */
  static CoordinateReferenceSystem build(
      String name, GeographicCRS base, String method, Map<String, Double> given, double unit) {
    Map<String, Double> parameters = new HashMap<>(given);
    String operation = operation(plain(method), parameters);
    double flat =
        operation.equals("Cylindrical_Equal_Area") ? flattened(base.getDatum(), parameters) : 1;
    try {
      ParameterValueGroup group =
          ReferencingFactoryFinder.getMathTransformFactory(null).getDefaultParameters(operation);
      parameters.forEach((key, value) -> set(group, key, value));
      DefaultCartesianCS axes =
          new DefaultCartesianCS(
              "Easting, northing",
              new DefaultCoordinateSystemAxis("Easting", AxisDirection.EAST, metres(unit / flat)),
              new DefaultCoordinateSystemAxis(
                  "Northing", AxisDirection.NORTH, metres(unit * flat)));
      return ReferencingFactoryFinder.getCRSFactory(null)
          .createProjectedCRS(
              Map.of("name", name.isBlank() ? "unnamed" : name),
              base,
              new DefiningConversion("conversion", group),
              axes);
    } catch (FactoryException | IllegalArgumentException e) {
      throw new ExplorerException(
          "has a coordinate system that is not understood ("
              + (name.isBlank() ? method : name)
              + ")",
          e);
    }
  }

  private static Unit<Length> metres(double unit) {
    return unit == 1 ? SI.METRE : SI.METRE.multiply(unit);
  }

  /**
   * The library's equal-area cylinder touches the equator, whatever parallel it is told; one along
   * another is the same with its axes scaled.
   *
   * @return the factor of eastings; that of northings is its inverse
   */
  private static double flattened(GeodeticDatum datum, Map<String, Double> p) {
    double parallel = Math.toRadians(p.getOrDefault("standard_parallel_1", 0.0));
    p.remove("standard_parallel_1");
    Ellipsoid e = datum.getEllipsoid();
    double axes = e.getSemiMinorAxis() / e.getSemiMajorAxis();
    double square = (1 - axes * axes) * Math.sin(parallel) * Math.sin(parallel);
    double factor = Math.cos(parallel) / Math.sqrt(1 - square);
    p.computeIfPresent("false_easting", (key, value) -> value / factor);
    p.computeIfPresent("false_northing", (key, value) -> value * factor);
    return factor;
  }

  private static void set(ParameterValueGroup group, String key, double value) {
    for (String name : synonyms(key)) {
      try {
        group.parameter(name).setValue(value);
        return;
      } catch (ParameterNotFoundException e) {
        // The next synonym may fit; a parameter that the method lacks has no effect.
      }
    }
  }

  private static List<String> synonyms(String key) {
    return switch (key) {
      case "central_meridian", "longitude_of_center" ->
          List.of(key, "central_meridian", "longitude_of_center");
      case "latitude_of_origin", "latitude_of_center" ->
          List.of(key, "latitude_of_origin", "latitude_of_center");
      default -> List.of(key);
    };
  }

  static String plain(String method) {
    return method.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static void rename(Map<String, Double> parameters, String from, String to) {
    Double value = parameters.remove(from);
    if (value != null) {
      parameters.putIfAbsent(to, value);
    }
  }

  private static String operation(String method, Map<String, Double> p) {
    return switch (method) {
      case "transversemercator", "gausskruger", "gaussboaga", "transversemercatorcomplex" ->
          "Transverse_Mercator";
      case "transversemercatorsouthorientated", "transversemercatorsouthoriented" ->
          "Transverse Mercator (South Orientated)";
      case "lambertconformalconic",
          "lambertconformalconic1sp",
          "lambertconformalconic2sp",
          "lambertconicconformal1sp",
          "lambertconicconformal2sp",
          "lambertconic" ->
          lambert(p);
      case "lambertconformalconic2spbelgium", "lambertconicconformal2spbelgium" ->
          "Lambert_Conformal_Conic_2SP_Belgium";
      case "mercator", "mercator1sp", "mercator2sp", "mercatorvarianta", "mercatorvariantb" -> {
        if (p.containsKey("standard_parallel_1")) {
          p.remove("scale_factor");
          yield "Mercator_2SP";
        }
        yield "Mercator_1SP";
      }
      case "popularvisualisationpseudomercator", "mercatorauxiliarysphere" ->
          "Popular Visualisation Pseudo Mercator";
      case "albers", "albersconicequalarea", "albersequalarea", "albersequalareaconic" ->
          "Albers_Conic_Equal_Area";
      case "equidistantconic" -> {
        rename(p, "latitude_of_center", "latitude_of_origin");
        rename(p, "longitude_of_center", "central_meridian");
        yield "CT_Equidistant_Conic";
      }
      case "polarstereographic",
          "stereographicnorthpole",
          "stereographicsouthpole",
          "polarstereographicvarianta",
          "polarstereographicvariantb" ->
          polar(method, p);
      case "obliquestereographic", "doublestereographic" -> "Oblique_Stereographic";
      case "stereographic" ->
          Math.abs(p.getOrDefault("latitude_of_origin", 0.0)) == 90
              ? "Polar_Stereographic"
              : "Stereographic";
      case "hotineobliquemercator",
          "hotineobliquemercatorvarianta",
          "hotineobliquemercatorazimuthnaturalorigin",
          "rectifiedskewedorthomorphicnaturalorigin" ->
          "Hotine_Oblique_Mercator";
      case "obliquemercator",
          "hotineobliquemercatorvariantb",
          "hotineobliquemercatorazimuthcenter",
          "rectifiedskewedorthomorphiccenter" ->
          "Oblique_Mercator";
      case "lambertazimuthalequalarea" -> "Lambert_Azimuthal_Equal_Area";
      case "azimuthalequidistant", "modifiedazimuthalequidistant" -> "Azimuthal_Equidistant";
      case "equirectangular", "equidistantcylindrical", "platecarree" -> "Equidistant_Cylindrical";
      case "equidistantcylindricalspherical" -> "Equidistant Cylindrical (Spherical)";
      case "cylindricalequalarea", "lambertcylindricalequalarea", "behrmann" -> {
        if (method.equals("behrmann")) {
          p.put("standard_parallel_1", 30.0);
        }
        yield "Cylindrical_Equal_Area";
      }
      case "cassinisoldner", "cassini" -> "Cassini_Soldner";
      case "polyconic", "americanpolyconic" -> "Polyconic";
      case "orthographic" -> "Orthographic";
      case "gnomonic" -> "Gnomonic";
      case "sinusoidal" -> "Sinusoidal";
      case "mollweide" -> "Mollweide";
      case "robinson" -> "Robinson";
      case "vandergrinten", "vandergrinteni" -> "World_Van_der_Grinten_I";
      case "eckertiv" -> "Eckert_IV";
      case "equalearth" -> "Equal Earth";
      case "goodehomolosine" -> "Goode_Homolosine";
      case "newzealandmapgrid" -> "New_Zealand_Map_Grid";
      case "krovak", "krovaknorthorientated" -> "Krovak";
      case "geostationarysatellite",
          "geostationarysatellitesweepy",
          "geostationarysatellitesweepx" -> {
        p.putIfAbsent("sweep", method.endsWith("x") ? 1.0 : 0.0);
        yield "GEOS";
      }
      default ->
          throw new ExplorerException(
              "has a coordinate system that is not understood (projection " + method + ")");
    };
  }

  private static String lambert(Map<String, Double> p) {
    boolean two =
        p.containsKey("standard_parallel_2")
            && !p.get("standard_parallel_2").equals(p.get("standard_parallel_1"));
    if (two) {
      return "Lambert_Conformal_Conic_2SP";
    }
    if (p.containsKey("standard_parallel_1")
        && !p.get("standard_parallel_1").equals(p.get("latitude_of_origin"))) {
      // One parallel that is not the origin's: the same cone as two equal ones.
      p.put("standard_parallel_2", p.get("standard_parallel_1"));
      return "Lambert_Conformal_Conic_2SP";
    }
    p.remove("standard_parallel_1");
    p.remove("standard_parallel_2");
    return "Lambert_Conformal_Conic_1SP";
  }

  /** The latitude of origin of a polar projection may be where its scale is true, or the pole. */
  private static String polar(String method, Map<String, Double> p) {
    double parallel =
        p.getOrDefault("standard_parallel_1", p.getOrDefault("latitude_of_origin", 90.0));
    boolean south = parallel < 0 || method.equals("stereographicsouthpole");
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
}
