package org.kamcl.explorer.geo;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.api.referencing.datum.PrimeMeridian;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import org.geotools.referencing.datum.BursaWolfParameters;
import org.geotools.referencing.datum.DefaultEllipsoid;
import org.geotools.referencing.datum.DefaultGeodeticDatum;
import org.geotools.referencing.datum.DefaultPrimeMeridian;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.geotools.referencing.operation.transform.ProjectiveTransform;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.GeoPoint;
import si.uom.NonSI;
import si.uom.SI;

/**
 * The ways from the coordinates of a CRS to longitude and latitude. GeoTools' own way is not used,
 * since it takes one datum shift for the whole world.
 */
final class CrsTransforms {
  private static final double SMALLEST_EARTH = 6.3e6;
  private static final double LARGEST_EARTH = 6.5e6;
  private static final double WGS84_AXIS = 6_378_137;

  /** Meters. */
  private static final double SAME_AXIS = 1.5;

  /** Distance in meters of places that are taken for the same. */
  private static final double SAME_PLACE = 50;

  /** Length of a shift in meters that may be left out without a warning. */
  private static final double SMALL_SHIFT = 10;

  /** The US atlas on NAD27 uses the formulas of the sphere, which GeoTools does not notice. */
  private static final String SPHERICAL_ON_ELLIPSOID = "usnationalatlasequalarea";

  private CrsTransforms() {}

  /**
   * From coordinates to longitude and latitude in the datum of the CRS, in degrees from Greenwich.
   *
   * @throws KamclException if the CRS is not one of the earth, or is computed wrongly by GeoTools
   */
  static MathTransform toGeographic(NamedCrs named) {
    CoordinateReferenceSystem crs = named.crs();
    GeographicCRS base = base(named);
    GeodeticDatum datum = base.getDatum();
    double radius = ellipsoid(datum).getSemiMajorAxis();
    if (radius < SMALLEST_EARTH || radius > LARGEST_EARTH) {
      throw new KamclException(GeoError.CRS_NOT_EARTH, named.name());
    }
    EpsgDatabase.prepare();
    try {
      Optional<MathTransform> own =
          crs instanceof ProjectedCRS projected
              ? OwnProjections.toGeographic(projected)
              : Optional.empty();
      MathTransform transform =
          own.isPresent() ? own.get() : CRS.findMathTransform(crs, onDatum(datum), true);
      if (own.isEmpty() && crs instanceof ProjectedCRS projected) {
        transform = ConcatenatedTransform.create(correction(named, projected), transform);
      }
      MathTransform rotation =
          ProjectiveTransform.create(AffineTransform.getTranslateInstance(meridian(datum), 0));
      return ConcatenatedTransform.create(transform, rotation);
    } catch (FactoryException | RuntimeException e) {
      if (e instanceof KamclException known) {
        throw known;
      }
      throw crs instanceof ProjectedCRS projected
          ? new KamclException(e, GeoError.PROJECTION_UNSUPPORTED, named.name(), method(projected))
          : new KamclException(e, GeoError.CRS_NOT_UNDERSTOOD, named.name());
    }
  }

  private static String method(ProjectedCRS crs) {
    return crs.getConversionFromBase().getMethod().getName().getCode();
  }

  /**
   * From longitude and latitude in the datum of a CRS to WGS 84, both in degrees from Greenwich.
   *
   * @param shift seven parameters of a Helmert transformation, position vector convention
   */
  static MathTransform toWgs84(NamedCrs named, double[] shift) {
    BursaWolfParameters parameters = new BursaWolfParameters(DefaultGeodeticDatum.WGS84);
    parameters.dx = shift[0];
    parameters.dy = shift[1];
    parameters.dz = shift[2];
    parameters.ex = shift[3];
    parameters.ey = shift[4];
    parameters.ez = shift[5];
    parameters.ppm = shift[6];
    GeodeticDatum datum =
        new DefaultGeodeticDatum(
            Map.of("name", "shifted", DefaultGeodeticDatum.BURSA_WOLF_KEY, parameters),
            ellipsoid(base(named).getDatum()),
            DefaultPrimeMeridian.GREENWICH);
    EpsgDatabase.prepare();
    try {
      return CRS.findMathTransform(onDatum(datum), DefaultGeographicCRS.WGS84, true);
    } catch (FactoryException e) {
      throw new KamclException(e, GeoError.CRS_NOT_UNDERSTOOD, named.name());
    }
  }

  /**
   * The name of the datum of a CRS, if its coordinates differ from those in WGS 84 by more than a
   * few meters: its ellipsoid is an old one, or all shifts of other areas are large. A sphere
   * stands for no datum at all.
   */
  static Optional<String> datumOffWgs84(NamedCrs named) {
    GeodeticDatum datum = base(named).getDatum();
    Ellipsoid e = ellipsoid(datum);
    String name = datum.getName().getCode();
    // US counties have datums of their own: NAD83 with an ellipsoid at the height of the county.
    boolean modern =
        Math.abs(e.getSemiMajorAxis() - WGS84_AXIS) < SAME_AXIS
            || ProjectionMethods.plain(name).matches(".*(nad1983|nad83|northamericandatum1983).*");
    return !e.isSphere() && (!modern || named.shifts().smallest() > SMALL_SHIFT)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** The name of the datum of a CRS, if its best shifts at a place lead to different places. */
  static Optional<String> contradictoryDatum(NamedCrs named, GeoPoint place) {
    List<GeoPoint> places = new ArrayList<>();
    for (double[] shift : named.shifts().mostAccurate(place.lon(), place.lat())) {
      double[] at = {place.lon(), place.lat()};
      try {
        toWgs84(named, shift).transform(at, 0, at, 0, 1);
        places.add(new GeoPoint(at[0], at[1]));
      } catch (TransformException e) {
        throw new KamclException(e, GeoError.CRS_NOT_UNDERSTOOD, named.name());
      }
    }
    return places.stream()
        .filter(p -> Footprints.distanceMeters(p, places.get(0)) > SAME_PLACE)
        .findFirst()
        .map(p -> base(named).getDatum().getName().getCode());
  }

  /** The ellipsoid of a datum in meters: GeoTools shifts one in feet to another place. */
  static Ellipsoid ellipsoid(GeodeticDatum datum) {
    Ellipsoid e = datum.getEllipsoid();
    if (e.getAxisUnit().equals(SI.METRE)) {
      return e;
    }
    double semiMajor = e.getAxisUnit().getConverterTo(SI.METRE).convert(e.getSemiMajorAxis());
    return e.isSphere()
        ? DefaultEllipsoid.createEllipsoid("sphere", semiMajor, semiMajor, SI.METRE)
        : DefaultEllipsoid.createFlattenedSphere(
            "ellipsoid", semiMajor, e.getInverseFlattening(), SI.METRE);
  }

  /** Degrees east of Greenwich of the prime meridian of a datum. */
  static double meridian(GeodeticDatum datum) {
    return degrees(datum.getPrimeMeridian());
  }

  /** Degrees east of Greenwich of a prime meridian. */
  static double degrees(PrimeMeridian meridian) {
    return meridian
        .getAngularUnit()
        .getConverterTo(NonSI.DEGREE_ANGLE)
        .convert(meridian.getGreenwichLongitude());
  }

  private static GeographicCRS base(NamedCrs named) {
    if (named.crs() instanceof ProjectedCRS projected) {
      return projected.getBaseCRS();
    }
    if (named.crs() instanceof GeographicCRS geographic) {
      return geographic;
    }
    throw new KamclException(GeoError.CRS_NOT_HORIZONTAL, named.name());
  }

  private static GeographicCRS onDatum(GeodeticDatum datum) {
    return new DefaultGeographicCRS("geographic", datum, DefaultEllipsoidalCS.GEODETIC_2D);
  }

  /** What GeoTools does wrong: undone where that is possible, refused otherwise. */
  private static MathTransform correction(NamedCrs named, ProjectedCRS crs) {
    String method = method(crs);
    AxisDirection first = crs.getCoordinateSystem().getAxis(0).getDirection();
    boolean westSouth = first.equals(AxisDirection.WEST) || first.equals(AxisDirection.SOUTH);
    boolean sphericalMethod =
        ProjectionMethods.plain(method).startsWith("lambertazimuthalequalarea")
            && ProjectionMethods.plain(crs.getName().getCode()).contains(SPHERICAL_ON_ELLIPSOID)
            && !crs.getBaseCRS().getDatum().getEllipsoid().isSphere();
    boolean gnomonic =
        ProjectionMethods.plain(method).contains("gnomonic")
            && !crs.getBaseCRS().getDatum().getEllipsoid().isSphere();
    if (gnomonic
        || sphericalMethod
        || (westSouth && !ProjectionMethods.isSouthOrientated(method))) {
      throw new KamclException(GeoError.PROJECTION_UNSUPPORTED, named.name(), method);
    }
    return named.cylinderParallel() == 0
        ? ProjectiveTransform.create(new AffineTransform())
        : equalAreaCylinder(crs, named.cylinderParallel());
  }

  /**
   * GeoTools' equal-area cylinder touches the equator, whatever its standard parallel is; one along
   * another parallel is the same with its axes scaled.
   */
  private static MathTransform equalAreaCylinder(ProjectedCRS crs, double degrees) {
    ParameterValueGroup p = crs.getConversionFromBase().getParameterValues();
    double parallel = Math.toRadians(degrees);
    Ellipsoid e = crs.getBaseCRS().getDatum().getEllipsoid();
    double axes = e.getSemiMinorAxis() / e.getSemiMajorAxis();
    double square = (1 - axes * axes) * Math.sin(parallel) * Math.sin(parallel);
    double factor = Math.cos(parallel) / Math.sqrt(1 - square);
    double unit = OwnProjections.metersPerUnit(crs);
    double east = OwnProjections.value(p, "false_easting", 0) / unit;
    double north = OwnProjections.value(p, "false_northing", 0) / unit;
    return ProjectiveTransform.create(
        new AffineTransform(
            1 / factor, 0, 0, factor, east - east / factor, north - north * factor));
  }
}
