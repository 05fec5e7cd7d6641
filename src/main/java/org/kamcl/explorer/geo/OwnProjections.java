package org.kamcl.explorer.geo;

import java.awt.geom.AffineTransform;
import java.util.Optional;
import javax.measure.quantity.Length;
import org.geotools.api.parameter.ParameterNotFoundException;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.geotools.referencing.operation.transform.ProjectiveTransform;
import si.uom.SI;

/** The projections that GeoTools computes wrongly, or only near their central meridian. */
final class OwnProjections {
  private OwnProjections() {}

  /**
   * From the coordinates of a CRS to longitude and latitude, in degrees from its prime meridian.
   *
   * @return empty for a projection that is left to GeoTools
   */
  static Optional<MathTransform> toGeographic(ProjectedCRS crs) {
    if (!crs.getCoordinateSystem().getAxis(0).getDirection().equals(AxisDirection.EAST)) {
      return Optional.empty();
    }
    ParameterValueGroup p = crs.getConversionFromBase().getParameterValues();
    return projection(crs, p)
        .map(
            projection -> {
              double unit = metersPerUnit(crs);
              MathTransform meters =
                  ProjectiveTransform.create(
                      new AffineTransform(
                          unit,
                          0,
                          0,
                          unit,
                          -value(p, "false_easting", 0),
                          -value(p, "false_northing", 0)));
              MathTransform meridian =
                  ProjectiveTransform.create(
                      AffineTransform.getTranslateInstance(centralMeridian(p), 0));
              return ConcatenatedTransform.create(
                  ConcatenatedTransform.create(
                      meters, PlaneProjectionTransform.toDegrees(projection)),
                  meridian);
            });
  }

  private static Optional<PlaneProjection> projection(ProjectedCRS crs, ParameterValueGroup p) {
    Ellipsoid e = CrsTransforms.ellipsoid(crs.getBaseCRS().getDatum());
    double flattening = e.isSphere() ? 0 : 1 / e.getInverseFlattening();
    double axis = e.getSemiMajorAxis();
    String method = crs.getConversionFromBase().getMethod().getName().getCode();
    return switch (ProjectionMethods.plain(method)) {
      case "transversemercator", "gausskruger" ->
          Optional.of(
              new TransverseMercator(
                  axis,
                  flattening,
                  value(p, "scale_factor", 1),
                  Math.toRadians(value(p, "latitude_of_origin", 0))));
      case "equalearth" -> Optional.of(new EqualEarth(axis, flattening));
      case "robinson" -> Optional.of(new Robinson(axis));
      default -> Optional.empty();
    };
  }

  private static double centralMeridian(ParameterValueGroup p) {
    double missing = Double.NaN;
    double meridian = value(p, "central_meridian", missing);
    return Double.isNaN(meridian) ? value(p, "longitude_of_center", 0) : meridian;
  }

  /** Meters of one unit of the coordinates of a CRS. */
  static double metersPerUnit(ProjectedCRS crs) {
    return crs.getCoordinateSystem()
        .getAxis(0)
        .getUnit()
        .asType(Length.class)
        .getConverterTo(SI.METRE)
        .convert(1.0);
  }

  /** The value of a parameter in degrees, meters or as a factor. */
  static double value(ParameterValueGroup parameters, String name, double otherwise) {
    try {
      return parameters.parameter(name).doubleValue();
    } catch (ParameterNotFoundException e) {
      return otherwise;
    }
  }
}
