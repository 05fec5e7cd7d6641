package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.kamcl.explorer.domain.ExplorerException;

/** From the text of a coordinate system to the system. */
final class WktCrsParser {
  private static final String[] GEOGRAPHIC = {
    "GEOGCS", "GEOGCRS", "GEODCRS", "BASEGEOGCRS", "BASEGEODCRS"
  };
  private static final double DEGREE = Math.PI / 180;

  private WktCrsParser() {}

  /**
   * Reads a system.
   *
   * @param text WKT 1 or 2, ESRI's dialect, or {@code EPSG:n}
   * @throws ExplorerException if it is not understood; goes on behind a file's name
   */
  static NamedCrs parse(String text) {
    String trimmed = text.strip();
    if (trimmed.matches("(?i)EPSG:{1,2}\\d{1,6}")) {
      return NamedCrs.fromEpsg(Integer.parseInt(trimmed.replaceAll("\\D", "")));
    }
    WktNode root =
        WktNode.parse(trimmed)
            .orElseThrow(
                () -> new ExplorerException("has a coordinate system that is not understood"));
    if (root.find("DERIVINGCONVERSION").isPresent()) {
      // Read as the system it is made from, it would lie elsewhere: longitudes of a turned globe.
      throw new ExplorerException(
          "has a coordinate system that is made from another one (" + root.name() + ")");
    }
    Optional<WktNode> projected = root.find("PROJCS", "PROJCRS");
    WktNode node = projected.or(() -> root.find(GEOGRAPHIC)).orElse(root);
    if (projected.isEmpty() && root.find(GEOGRAPHIC).isEmpty()) {
      throw new ExplorerException(
          "has a coordinate system that is none of longitude and latitude (" + root.name() + ")");
    }
    Optional<Integer> code = node.epsg();
    if (code.isPresent() && !isLocal(node)) {
      return NamedCrs.fromEpsg(code.get());
    }
    return projected.isPresent()
        ? projected(node)
        : new NamedCrs(node.name(), geographic(node, true));
  }

  private static boolean isLocal(WktNode node) {
    return node.keyword().equals("LOCAL_CS") || node.epsg().filter(c -> c == 32767).isPresent();
  }

  private static NamedCrs projected(WktNode node) {
    WktNode geographic =
        node.find(GEOGRAPHIC)
            .orElseThrow(
                () ->
                    new ExplorerException(
                        "has a coordinate system upon no ellipsoid (" + node.name() + ")"));
    WktNode conversion = node.child("CONVERSION").orElse(node);
    String method =
        conversion
            .child("PROJECTION", "METHOD")
            .map(WktNode::name)
            .orElseThrow(
                () ->
                    new ExplorerException(
                        "has a coordinate system without a projection (" + node.name() + ")"));
    double unit = metresOf(node).orElse(1.0);
    double angle = radiansOf(geographic).orElse(DEGREE) / DEGREE;
    Map<String, Double> parameters = new HashMap<>();
    for (WktNode part : conversion.children()) {
      if (part.keyword().equals("PARAMETER")) {
        put(parameters, part, unit, angle);
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
    GeographicCRS base = geographic(geographic, false);
    return new NamedCrs(
        node.name(), ProjectedCrsFactory.build(node.name(), base, method, parameters, unit));
  }

  private static void put(Map<String, Double> parameters, WktNode part, double unit, double angle) {
    String name = parameter(part.name());
    double value = part.number(0, 0);
    Optional<Double> ownLength = part.child("LENGTHUNIT").map(u -> u.number(0, 1));
    Optional<Double> ownAngle = part.child("ANGLEUNIT").map(u -> u.number(0, DEGREE) / DEGREE);
    boolean length = name.startsWith("false_") || name.equals("satellite_height");
    boolean factor = name.startsWith("scale") || name.endsWith("_scale");
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
          "scale_factor_on_pseudo_standard_parallel" ->
          "scale_factor";
      case "easting_at_false_origin", "easting_at_projection_centre" -> "false_easting";
      case "northing_at_false_origin", "northing_at_projection_centre" -> "false_northing";
      case "azimuth_of_initial_line", "azimuth_at_projection_centre" -> "azimuth";
      case "angle_from_rectified_to_skew_grid" -> "rectified_grid_angle";
      case "latitude_of_pseudo_standard_parallel" -> "pseudo_standard_parallel_1";
      default -> small;
    };
  }

  private static Optional<Double> metresOf(WktNode node) {
    Optional<WktNode> unit = node.child("UNIT", "LENGTHUNIT");
    if (unit.isEmpty()) {
      unit = node.children().stream().flatMap(p -> p.child("LENGTHUNIT").stream()).findFirst();
    }
    return unit.map(u -> u.number(0, 1)).filter(v -> v > 0);
  }

  private static Optional<Double> radiansOf(WktNode node) {
    Optional<WktNode> unit = node.child("UNIT", "ANGLEUNIT");
    return unit.map(u -> u.number(0, DEGREE)).filter(v -> v > 0);
  }

  private static GeographicCRS geographic(WktNode node, boolean ownUnit) {
    double degrees = ownUnit ? radiansOf(node).orElse(DEGREE) / DEGREE : 1;
    boolean plain = Math.abs(degrees - 1) < 1e-6;
    Optional<GeographicCRS> known = known(node);
    if (known.isPresent()) {
      return plain
          ? known.get()
          : GeographicCrsFactory.on(node.name(), known.get().getDatum(), degrees);
    }
    WktNode ellipsoid =
        node.find("SPHEROID", "ELLIPSOID")
            .orElseThrow(
                () ->
                    new ExplorerException(
                        "has a coordinate system upon no ellipsoid (" + node.name() + ")"));
    double major =
        ellipsoid.number(0, 0) * ellipsoid.child("LENGTHUNIT").map(u -> u.number(0, 1)).orElse(1.0);
    double flattening = ellipsoid.number(1, 0);
    double meridian = node.child("PRIMEM").map(m -> m.number(0, 0)).orElse(0.0);
    GeographicCRS unknown = GeographicCrsFactory.of(node.name(), major, flattening, meridian);
    GeographicCRS system =
        plain ? unknown : GeographicCrsFactory.on(node.name(), unknown.getDatum(), degrees);
    double[] shift =
        node.find("TOWGS84")
            .map(t -> t.numbers().stream().mapToDouble(Double::doubleValue).toArray())
            .orElse(new double[0]);
    return shift.length >= 3 ? GeographicCrsFactory.withShift(system, shift) : system;
  }

  private static Optional<GeographicCRS> known(WktNode node) {
    if (node.find("TOWGS84").isPresent()) {
      return Optional.empty();
    }
    Optional<WktNode> datum = node.child("DATUM", "ENSEMBLE");
    return node.epsg()
        .or(() -> datum.flatMap(WktNode::epsg).filter(c -> c > 6200 && c < 7000).map(c -> c - 2000))
        .flatMap(GeographicCrsFactory::fromEpsg)
        .or(() -> datum.flatMap(d -> GeographicCrsFactory.fromDatumName(d.name())));
  }
}
