package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * Reads a CRS from text: WKT 1, ESRI's dialect of it, WKT 2, or {@code EPSG:n}. GeoTools reads WKT
 * 1 only and takes several names of the dialects for errors, so that the text is read into a {@link
 * CrsDefinition} first.
 */
final class WktCrsParser {
  private static final String[] GEOGRAPHIC = {
    "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS"
  };
  private static final Set<String> CRS_KEYWORDS =
      Set.of(
          "PROJCS",
          "PROJCRS",
          "PROJECTEDCRS",
          "GEOGCS",
          "GEOGCRS",
          "GEOGRAPHICCRS",
          "GEODCRS",
          "GEODETICCRS",
          "COMPD_CS",
          "COMPOUNDCRS",
          "BOUNDCRS",
          "SOURCECRS");
  private static final double DEGREE = Math.PI / 180;

  /** {@code EPSG:4326}, as a URN or as an address. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?i)(?:urn:(?:x-)?ogc:def:crs:|https?://www\\.opengis\\.net/def/crs/)?"
              + "EPSG[:/](?:[\\d.]*[:/])?(\\d{1,9})");

  /** Codes of other registries, such as Esri's. */
  private static final Pattern OTHER_CODE = Pattern.compile("(?i)[a-z]{2,20}:\\d{1,9}");

  private WktCrsParser() {}

  /**
   * Reads a CRS.
   *
   * @throws KamclException if it is not understood
   */
  static NamedCrs parse(String text) {
    String trimmed = text.strip();
    Matcher code = CODE.matcher(trimmed);
    if (code.matches()) {
      return NamedCrs.cited(Integer.parseInt(code.group(1)));
    }
    if (OTHER_CODE.matcher(trimmed).matches()) {
      throw new KamclException(GeoError.CRS_CODE_UNKNOWN, trimmed);
    }
    if (trimmed.startsWith("+")) {
      throw new KamclException(GeoError.CRS_PROJ_STRING, trimmed);
    }
    WktNode root =
        WktNode.parse(trimmed)
            .orElseThrow(() -> new KamclException(GeoError.CRS_TEXT_NOT_UNDERSTOOD));
    if (root.find("DERIVINGCONVERSION").isPresent()) {
      // Read as the CRS it is derived from, it would be placed elsewhere.
      throw new KamclException(GeoError.CRS_DERIVED, root.name());
    }
    if (!CRS_KEYWORDS.contains(root.keyword())) {
      // The geographic CRS inside of another one must not be taken for it.
      throw new KamclException(GeoError.CRS_NOT_HORIZONTAL, root.name());
    }
    Optional<WktNode> projected = root.find("PROJCS", "PROJCRS", "PROJECTEDCRS");
    WktNode node =
        projected
            .or(() -> root.find(GEOGRAPHIC))
            .orElseThrow(() -> new KamclException(GeoError.CRS_NOT_HORIZONTAL, root.name()));
    Optional<Integer> epsg = node.epsg();
    if (epsg.isPresent() && epsg.get() != GeoKeys.USER_DEFINED) {
      return NamedCrs.fromEpsg(epsg.get());
    }
    return projected.isPresent()
        ? projected(node).build()
        : new CrsDefinition(node.name(), base(node), Optional.empty()).build();
  }

  private static CrsDefinition projected(WktNode node) {
    WktNode geographic =
        node.find(GEOGRAPHIC)
            .orElseThrow(() -> new KamclException(GeoError.ELLIPSOID_MISSING, node.name()));
    WktNode conversion = node.child("CONVERSION").orElse(node);
    String method =
        conversion
            .child("PROJECTION", "METHOD")
            .map(WktNode::name)
            .orElseThrow(() -> new KamclException(GeoError.PROJECTION_MISSING, node.name()));
    if (isWestward(node) && !ProjectionMethods.plain(method).contains("southorient")) {
      throw new KamclException(GeoError.PROJECTION_UNSUPPORTED, node.name(), method + ", WEST");
    }
    double unit = metersPerUnit(node);
    double angle = degreesPerUnit(geographic);
    Map<String, Double> parameters = new HashMap<>();
    for (WktNode child : conversion.children()) {
      if (child.keyword().equals("PARAMETER")) {
        put(parameters, child, unit, angle);
      }
    }
    String extension = node.child("EXTENSION").map(e -> String.join(" ", e.texts())).orElse("");
    String remark = node.child("REMARK").map(WktNode::name).orElse("");
    if ((extension + " " + remark + " ").contains("+sweep=x ")) {
      parameters.put("sweep", 1.0);
    }
    if (extension.contains("+proj=merc") && extension.contains("+a=6378137 +b=6378137")) {
      method = "Popular Visualisation Pseudo Mercator";
    }
    return new CrsDefinition(
        node.name(),
        base(geographic),
        Optional.of(new CrsDefinition.Projection(method, parameters, unit)));
  }

  /** Whether an axis points west, which GeoTools supports in one projection only. */
  private static boolean isWestward(WktNode node) {
    return node.children().stream()
        .filter(child -> child.keyword().equals("AXIS") && child.texts().size() > 1)
        .anyMatch(axis -> axis.texts().get(1).equalsIgnoreCase("west"));
  }

  private static void put(Map<String, Double> parameters, WktNode node, double unit, double angle) {
    String name = parameter(node.name());
    double value = node.number(0, 0);
    Optional<Double> ownLength = node.child("LENGTHUNIT").map(u -> u.number(0, 1));
    Optional<Double> ownAngle = node.child("ANGLEUNIT").map(u -> exact(u.number(0, DEGREE)));
    boolean length = name.startsWith("false_") || name.equals("satellite_height");
    boolean factor =
        name.startsWith("scale") || name.endsWith("_scale") || name.equals("auxiliary_sphere_type");
    if (length) {
      value *= ownLength.orElse(name.equals("satellite_height") ? 1 : unit);
    } else if (!factor) {
      value *= ownAngle.orElse(angle);
    }
    parameters.put(name, value);
  }

  /** The WKT 1 name of a parameter by its name in any dialect. */
  private static String parameter(String name) {
    String small = name.toLowerCase(Locale.ROOT).replace(' ', '_');
    return switch (small) {
      case "longitude_of_natural_origin",
          "longitude_of_false_origin",
          "longitude_of_origin",
          "straight_vertical_longitude_from_pole" ->
          "central_meridian";
      case "latitude_of_natural_origin", "latitude_of_false_origin" -> "latitude_of_origin";
      case "latitude_of_projection_centre", "latitude_of_projection_center" -> "latitude_of_center";
      case "longitude_of_projection_centre", "longitude_of_projection_center" ->
          "longitude_of_center";
      case "latitude_of_1st_standard_parallel", "latitude_of_standard_parallel" ->
          "standard_parallel_1";
      case "latitude_of_2nd_standard_parallel" -> "standard_parallel_2";
      case "scale_factor_at_natural_origin",
          "scale_factor_on_initial_line",
          "scale_factor_at_projection_centre",
          "scale_factor_at_the_projection_centre",
          "scale_factor_on_pseudo_standard_parallel" ->
          "scale_factor";
      case "easting_at_false_origin", "easting_at_projection_centre" -> "false_easting";
      case "northing_at_false_origin", "northing_at_projection_centre" -> "false_northing";
      case "azimuth_of_initial_line",
          "azimuth_at_projection_centre",
          "azimuth_at_the_projection_centre",
          "co-latitude_of_cone_axis" ->
          "azimuth";
      case "angle_from_rectified_to_skew_grid" -> "rectified_grid_angle";
      case "height" -> "satellite_height";
      case "latitude_of_pseudo_standard_parallel" -> "pseudo_standard_parallel_1";
      default -> small;
    };
  }

  private static double metersPerUnit(WktNode node) {
    return node.child("UNIT", "LENGTHUNIT")
        .or(
            () ->
                node.children().stream()
                    .flatMap(child -> child.child("LENGTHUNIT").stream())
                    .findFirst())
        .map(u -> u.number(0, 1))
        .filter(v -> v > 0)
        .orElse(1.0);
  }

  private static double degreesPerUnit(WktNode node) {
    return node.child("UNIT", "ANGLEUNIT")
        .or(
            () ->
                node.children().stream()
                    .filter(child -> child.keyword().equals("AXIS"))
                    .flatMap(child -> child.child("ANGLEUNIT").stream())
                    .findFirst())
        .map(u -> u.number(0, DEGREE))
        .filter(v -> v > 0)
        .map(WktCrsParser::exact)
        .orElse(1.0);
  }

  /** Degrees of a number of radians; a degree with few decimals is one. */
  private static double exact(double radians) {
    double degrees = radians / DEGREE;
    return Math.abs(degrees - 1) < 1e-6 ? 1 : degrees;
  }

  private static CrsDefinition.Base base(WktNode node) {
    Optional<WktNode> datum = node.child("DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF");
    WktNode ellipsoid =
        node.find("SPHEROID", "ELLIPSOID")
            .orElseThrow(() -> new KamclException(GeoError.ELLIPSOID_MISSING, node.name()));
    double[] toWgs84 =
        node.find("TOWGS84")
            .map(t -> t.numbers().stream().mapToDouble(Double::doubleValue).toArray())
            .orElse(new double[0]);
    OptionalInt epsg =
        node.epsg()
            .or(
                () ->
                    datum
                        .flatMap(WktNode::epsg)
                        .filter(c -> c > 6100 && c < 7000)
                        .map(c -> c - 2000))
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty());
    // WKT of programs that know no datum repeats the name of the CRS or of nothing.
    String own = datum.map(WktNode::name).filter(n -> !n.isBlank()).orElse(node.name());
    boolean named = DatumShifts.named(own).isPresent() || DatumShifts.named(node.name()).isEmpty();
    String name = named ? own : node.name();
    return new CrsDefinition.Base(
        name,
        ellipsoid.number(0, 0) * ellipsoid.child("LENGTHUNIT").map(u -> u.number(0, 1)).orElse(1.0),
        ellipsoid.number(1, 0),
        meridian(node),
        degreesPerUnit(node),
        toWgs84,
        epsg);
  }

  private static double meridian(WktNode node) {
    return node.child("PRIMEM")
        .map(
            m ->
                m.number(0, 0)
                    * m.child("ANGLEUNIT").map(u -> exact(u.number(0, DEGREE))).orElse(1.0))
        .orElse(0.0);
  }
}
