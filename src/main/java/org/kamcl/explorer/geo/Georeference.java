package org.kamcl.explorer.geo;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.api.metadata.Identifier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.PixelWindow;
import si.uom.SI;

/**
 * Where the pixels of a raster lie: from columns and rows to coordinates of its system, and from
 * those to WGS 84. Rotated and south-up rasters are as good as any. Immutable.
 */
public final class Georeference {
  private static final double EARTH_SMALLEST = 6.3e6;
  private static final double EARTH_LARGEST = 6.5e6;

  private final AffineTransform toCrs;
  private final MathTransform toWgs84;
  private final String crs;

  private Georeference(AffineTransform toCrs, MathTransform toWgs84, String crs) {
    this.toCrs = toCrs;
    this.toWgs84 = toWgs84;
    this.crs = crs;
  }

  /**
   * @param toCrs from pixel corners (0, 0 is the outer corner of the first pixel) to coordinates
   * @param system of those coordinates, longitude or easting first
   * @throws ExplorerException if the system is none of the earth, or no way leads to WGS 84; the
   *     message goes on behind the name of a file
   */
  static Georeference of(AffineTransform toCrs, CoordinateReferenceSystem system) {
    Ellipsoid ellipsoid = CRS.getEllipsoid(system);
    double radius = ellipsoid == null ? 0 : metres(ellipsoid);
    if (radius < EARTH_SMALLEST || radius > EARTH_LARGEST) {
      throw new ExplorerException(
          "has a coordinate system that is not of the earth (" + name(system) + ")");
    }
    try {
      MathTransform way = CRS.findMathTransform(system, DefaultGeographicCRS.WGS84, true);
      return new Georeference(new AffineTransform(toCrs), way, name(system));
    } catch (FactoryException e) {
      throw new ExplorerException(
          "has a coordinate system that cannot be turned into longitude and latitude ("
              + name(system)
              + ")",
          e);
    }
  }

  private static double metres(Ellipsoid ellipsoid) {
    return ellipsoid.getAxisUnit().getConverterTo(SI.METRE).convert(ellipsoid.getSemiMajorAxis());
  }

  private static String name(CoordinateReferenceSystem system) {
    for (Identifier id : system.getIdentifiers()) {
      String text = id.toString();
      if (text.startsWith("EPSG:")) {
        return text;
      }
    }
    return system.getName().getCode();
  }

  /** Its coordinate system: {@code EPSG:32614}, or a name where it has no number. */
  public String crs() {
    return crs;
  }

  /**
   * The ground under a window: its four corners, from the first pixel along the first row.
   *
   * @return empty if a corner lies nowhere on the earth
   */
  public Optional<Footprint> footprint(PixelWindow window) {
    double[][] corners = {
      {window.x(), window.y()},
      {window.x() + window.width(), window.y()},
      {window.x() + window.width(), window.y() + window.height()},
      {window.x(), window.y() + window.height()}
    };
    List<GeoPoint> ring = new ArrayList<>();
    for (double[] corner : corners) {
      Optional<GeoPoint> point = point(corner[0], corner[1]);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      ring.add(point.get());
    }
    return Optional.of(new Footprint(ring));
  }

  /**
   * The place of a point of the raster.
   *
   * @param x columns from the outer corner, not only whole ones
   * @param y rows from the outer corner
   * @return empty if it lies nowhere on the earth
   */
  public Optional<GeoPoint> point(double x, double y) {
    double[] xy = {x, y};
    toCrs.transform(xy, 0, xy, 0, 1);
    try {
      toWgs84.transform(xy, 0, xy, 0, 1);
    } catch (TransformException e) {
      return Optional.empty();
    }
    boolean somewhere = Math.abs(xy[0]) <= 540 && Math.abs(xy[1]) <= 90;
    return somewhere ? Optional.of(new GeoPoint(Footprints.wrap(xy[0]), xy[1])) : Optional.empty();
  }

  /**
   * Metres on the ground that a pixel covers along a row and along a column, in the middle of the
   * raster.
   *
   * @return two values; empty if the middle lies nowhere on the earth
   */
  public Optional<double[]> metresPerPixel(int width, int height) {
    double x = width / 2.0;
    double y = height / 2.0;
    Optional<GeoPoint> here = point(x, y);
    Optional<GeoPoint> right = point(x + 1, y);
    Optional<GeoPoint> below = point(x, y + 1);
    if (here.isEmpty() || right.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    double across = Footprints.metres(here.get(), right.get());
    double down = Footprints.metres(here.get(), below.get());
    return across > 0 && down > 0 ? Optional.of(new double[] {across, down}) : Optional.empty();
  }
}
