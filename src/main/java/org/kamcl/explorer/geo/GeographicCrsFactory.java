package org.kamcl.explorer.geo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.measure.Unit;
import javax.measure.quantity.Angle;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultCoordinateSystemAxis;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import org.geotools.referencing.datum.BursaWolfParameters;
import org.geotools.referencing.datum.DefaultEllipsoid;
import org.geotools.referencing.datum.DefaultGeodeticDatum;
import org.geotools.referencing.datum.DefaultPrimeMeridian;
import org.kamcl.explorer.domain.ExplorerException;
import si.uom.NonSI;
import si.uom.SI;

/** Geographic systems: by EPSG number, by the name of a datum, or by an ellipsoid alone. */
final class GeographicCrsFactory {
  /** Names of datums as programs write them, plain, and the geographic systems upon them. */
  private static final Map<String, Integer> BY_NAME =
      Map.ofEntries(
          Map.entry("wgs1984", 4326),
          Map.entry("wgs84", 4326),
          Map.entry("worldgeodeticsystem1984", 4326),
          Map.entry("worldgeodeticsystem1984ensemble", 4326),
          Map.entry("wgs1972", 4322),
          Map.entry("northamericandatum1983", 4269),
          Map.entry("northamerican1983", 4269),
          Map.entry("nad83", 4269),
          Map.entry("northamericandatum1927", 4267),
          Map.entry("northamerican1927", 4267),
          Map.entry("nad27", 4267),
          Map.entry("etrs1989", 4258),
          Map.entry("europeanterrestrialreferencesystem1989", 4258),
          Map.entry("europeanterrestrialreferencesystem1989ensemble", 4258),
          Map.entry("european1950", 4230),
          Map.entry("europeandatum1950", 4230),
          Map.entry("osgb1936", 4277),
          Map.entry("ordnancesurveyofgreatbritain1936", 4277),
          Map.entry("deutscheshauptdreiecksnetz", 4314),
          Map.entry("amersfoort", 4289),
          Map.entry("belge1972", 4313),
          Map.entry("reseaunationalbelge1972", 4313),
          Map.entry("ch1903", 4149),
          Map.entry("ch1903+", 4150),
          Map.entry("southamericandatum1969", 4618),
          Map.entry("southamerican1969", 4618),
          Map.entry("sirgas2000", 4674),
          Map.entry("sistemadereferenciageocentricoparalasamericas2000", 4674),
          Map.entry("gda1994", 4283),
          Map.entry("geocentricdatumofaustralia1994", 4283),
          Map.entry("gda2020", 7844),
          Map.entry("nzgd2000", 4167),
          Map.entry("newzealandgeodeticdatum2000", 4167),
          Map.entry("rgf1993", 4171),
          Map.entry("reseaugeodesiquefrancais1993", 4171),
          Map.entry("pulkovo1942", 4284),
          Map.entry("tokyo", 4301),
          Map.entry("jgd2000", 4612),
          Map.entry("jgd2011", 6668),
          Map.entry("china2000", 4490),
          Map.entry("beijing1954", 4214),
          Map.entry("xian1980", 4610),
          Map.entry("nad83csrs", 4617),
          Map.entry("nad832011", 6318),
          Map.entry("nad83nationalspatialreferencesystem2011", 6318));

  private static final String UNKNOWN = "unknown";

  private GeographicCrsFactory() {}

  /** The geographic system of an EPSG number, longitude first; empty if there is none. */
  static Optional<GeographicCRS> fromEpsg(int code) {
    try {
      CoordinateReferenceSystem system = CRS.decode("EPSG:" + code, true);
      if (system instanceof ProjectedCRS projected) {
        return Optional.of(projected.getBaseCRS());
      }
      return system instanceof GeographicCRS known ? Optional.of(known) : Optional.empty();
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  /** The geographic system upon a datum of this name; empty where the name is not known. */
  static Optional<GeographicCRS> fromDatumName(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceFirst("^d_", "").replaceAll("[^a-z0-9+]", "");
    return Optional.ofNullable(BY_NAME.get(plain)).flatMap(GeographicCrsFactory::fromEpsg);
  }

  /**
   * The system in which places of another are given: WGS 84, or where nothing is known of how its
   * datum lies to that, its own longitude and latitude, as other programs do.
   */
  static GeographicCRS target(CoordinateReferenceSystem system) {
    GeographicCRS base =
        system instanceof ProjectedCRS projected
            ? projected.getBaseCRS()
            : system instanceof GeographicCRS geographic ? geographic : DefaultGeographicCRS.WGS84;
    boolean unknown =
        base.getDatum() instanceof DefaultGeodeticDatum datum
            && datum.getName().getCode().equals(UNKNOWN)
            && datum.getBursaWolfParameters().length == 0;
    Ellipsoid ellipsoid = base.getDatum().getEllipsoid();
    return unknown
        ? of(
            UNKNOWN,
            ellipsoid.getSemiMajorAxis(),
            ellipsoid.isSphere() ? 0 : ellipsoid.getInverseFlattening(),
            0)
        : DefaultGeographicCRS.WGS84;
  }

  /** The same system, its datum shifted to WGS 84 by three or seven numbers. */
  static GeographicCRS withShift(GeographicCRS system, double[] shift) {
    BursaWolfParameters parameters = new BursaWolfParameters(DefaultGeodeticDatum.WGS84);
    parameters.dx = shift[0];
    parameters.dy = shift[1];
    parameters.dz = shift[2];
    if (shift.length >= 7) {
      parameters.ex = shift[3];
      parameters.ey = shift[4];
      parameters.ez = shift[5];
      parameters.ppm = shift[6];
    }
    GeodeticDatum datum =
        new DefaultGeodeticDatum(
            Map.of("name", "shifted", DefaultGeodeticDatum.BURSA_WOLF_KEY, parameters),
            system.getDatum().getEllipsoid(),
            system.getDatum().getPrimeMeridian());
    return new DefaultGeographicCRS(
        system.getName().getCode(), datum, system.getCoordinateSystem());
  }

  /**
   * A geographic system upon an ellipsoid of which nothing more is known.
   *
   * @param major half axis, metres
   * @param inverseFlattening 0 for a sphere
   * @param meridian degrees from Greenwich
   */
  static GeographicCRS of(String name, double major, double inverseFlattening, double meridian) {
    if (!(major > 0) || !(inverseFlattening == 0 || inverseFlattening > 1)) {
      throw new ExplorerException("has a coordinate system upon an impossible ellipsoid");
    }
    DefaultEllipsoid ellipsoid =
        inverseFlattening == 0
            ? DefaultEllipsoid.createEllipsoid("sphere", major, major, SI.METRE)
            : DefaultEllipsoid.createFlattenedSphere(
                "ellipsoid", major, inverseFlattening, SI.METRE);
    GeodeticDatum datum =
        new DefaultGeodeticDatum(
            UNKNOWN,
            ellipsoid,
            meridian == 0
                ? DefaultPrimeMeridian.GREENWICH
                : new DefaultPrimeMeridian("meridian", meridian));
    return on(name, datum, 1);
  }

  /**
   * A geographic system upon a datum.
   *
   * @param degrees of one unit of its axes
   */
  static GeographicCRS on(String name, GeodeticDatum datum, double degrees) {
    Unit<Angle> unit = degrees == 1 ? NonSI.DEGREE_ANGLE : NonSI.DEGREE_ANGLE.multiply(degrees);
    return new DefaultGeographicCRS(
        name.isBlank() ? "unnamed" : name,
        datum,
        new DefaultEllipsoidalCS(
            "Longitude, latitude",
            new DefaultCoordinateSystemAxis("Longitude", AxisDirection.EAST, unit),
            new DefaultCoordinateSystemAxis("Latitude", AxisDirection.NORTH, unit)));
  }
}
