package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.kamcl.error.KamclException;

/**
 * A CRS by its parameters: what WKT of every dialect and GeoTIFF keys have in common. {@link
 * #build} writes it as WKT 1 in the spelling that GeoTools reads, and lets GeoTools do the rest.
 *
 * @param name for people; may be blank
 * @param base the geographic CRS
 * @param projection empty for a geographic CRS
 */
record CrsDefinition(String name, Base base, Optional<Projection> projection) {
  private static final double DEGREE = Math.PI / 180;

  /**
   * A geographic CRS.
   *
   * @param datum name of the datum, or of the CRS; may be blank
   * @param semiMajor metres
   * @param inverseFlattening 0 for a sphere
   * @param primeMeridian degrees east of Greenwich
   * @param degreesPerUnit of the coordinates; parameters of a projection are always in degrees
   * @param toWgs84 datum shift that the definition states itself: three or seven parameters,
   *     position vector convention, metres, arc seconds and parts per million; or empty
   * @param epsg code of the geographic CRS or of one with the same datum, where it is stated
   */
  record Base(
      String datum,
      double semiMajor,
      double inverseFlattening,
      double primeMeridian,
      double degreesPerUnit,
      double[] toWgs84,
      OptionalInt epsg) {}

  /**
   * A projection.
   *
   * @param method in any usual spelling
   * @param parameters by their WKT 1 names in lower case: degrees, metres and factors
   * @param metersPerUnit of the coordinates
   */
  record Projection(String method, Map<String, Double> parameters, double metersPerUnit) {}

  /**
   * The CRS, longitude or easting first.
   *
   * @throws KamclException if it is not understood, or its projection is not supported
   */
  NamedCrs build() {
    String title = name.isBlank() ? "unnamed" : name;
    double radius = base.semiMajor;
    if (!(radius > 0) || !(base.inverseFlattening == 0 || base.inverseFlattening > 1)) {
      throw new KamclException(GeoError.ELLIPSOID_IMPOSSIBLE);
    }
    EpsgDatabase.prepare();
    try {
      CoordinateReferenceSystem crs = CRS.parseWKT(wkt(title));
      // On a sphere that replaces the ellipsoid, no shift is valid.
      DatumShifts shifts = isSpherical() ? DatumShifts.NONE : DatumShifts.of(base);
      return new NamedCrs(title, crs, shifts, cylinderParallel());
    } catch (FactoryException | RuntimeException e) {
      if (e instanceof KamclException known) {
        throw known;
      }
      // GeoTools meets unusual parameters with null pointers, class casts and the like.
      throw projection.isPresent()
          ? new KamclException(
              e, GeoError.PROJECTION_UNSUPPORTED, title, projection.get().method.strip())
          : new KamclException(e, GeoError.CRS_NOT_UNDERSTOOD, title);
    }
  }

  private boolean isSpherical() {
    return projection.filter(p -> ProjectionMethods.isSpherical(p.method)).isPresent();
  }

  /** Radius of the sphere with the area of the ellipsoid, meters. */
  private double authalicRadius() {
    if (base.inverseFlattening == 0) {
      return base.semiMajor;
    }
    double f = 1 / base.inverseFlattening;
    double e = Math.sqrt(f * (2 - f));
    double share = (1 - e * e) / (2 * e) * Math.log((1 + e) / (1 - e));
    return base.semiMajor * Math.sqrt((1 + share) / 2);
  }

  /**
   * The standard parallel of an equal-area cylinder, degrees; 0 for other projections. GeoTools
   * ignores it, and takes CRSs that differ in it only for the same.
   */
  private double cylinderParallel() {
    return projection
        .filter(p -> ProjectionMethods.isEqualAreaCylinder(p.method))
        .map(
            p ->
                p.parameters.getOrDefault(
                    "standard_parallel_1", p.method.equalsIgnoreCase("Behrmann") ? 30.0 : 0.0))
        .orElse(0.0);
  }

  private String wkt(String title) {
    double unit = projection.isPresent() ? 1 : base.degreesPerUnit;
    String geographic =
        String.format(
            Locale.ROOT,
            "GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"ellipsoid\",%s,%s]],"
                + "PRIMEM[\"meridian\",%s],UNIT[\"degree\",%s],"
                + "AXIS[\"Longitude\",EAST],AXIS[\"Latitude\",NORTH]]",
            projection.isPresent() ? "base" : quoted(title),
            quoted(base.datum.isBlank() ? "unknown" : base.datum),
            isSpherical() ? authalicRadius() : base.semiMajor,
            isSpherical() ? 0 : base.inverseFlattening,
            base.primeMeridian / unit,
            unit * DEGREE);
    return projection.map(p -> projected(title, geographic, p)).orElse(geographic);
  }

  private static String projected(String title, String geographic, Projection p) {
    Map<String, Double> parameters = new HashMap<>(p.parameters);
    if (ProjectionMethods.isEqualAreaCylinder(p.method)) {
      parameters.remove("standard_parallel_1");
    }
    String method = ProjectionMethods.normalize(title, p.method, parameters);
    StringBuilder wkt = new StringBuilder("PROJCS[\"").append(quoted(title)).append("\",");
    wkt.append(geographic).append(",PROJECTION[\"").append(quoted(method)).append("\"]");
    parameters.forEach(
        (key, value) -> {
          boolean length = key.startsWith("false_");
          wkt.append(",PARAMETER[\"").append(quoted(key)).append("\",");
          wkt.append(length ? value / p.metersPerUnit : value).append(']');
        });
    boolean south = ProjectionMethods.isSouthOrientated(method);
    return wkt.append(",UNIT[\"unit\",")
        .append(p.metersPerUnit)
        .append("],")
        .append(
            south
                ? "AXIS[\"Westing\",WEST],AXIS[\"Southing\",SOUTH]]"
                : "AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]")
        .toString();
  }

  private static String quoted(String text) {
    return text.replace('"', '\'').replace('\n', ' ').replace('\r', ' ');
  }
}
