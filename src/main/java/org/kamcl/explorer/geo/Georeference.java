package org.kamcl.explorer.geo;

import java.util.Arrays;
import java.util.Optional;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.NoninvertibleTransformException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.TileBounds;

/**
 * The georeference of a raster: from columns and rows to coordinates of its CRS, and from those to
 * WGS 84. Rotated and south-up rasters are supported. Immutable.
 */
public final class Georeference {
  /** A grid around a pole may extend beyond it by a part of a degree. */
  private static final double OVERSHOOT = 1;

  private final PixelToCrs toCrs;
  private final MathTransform toWgs84;
  private final MathTransform back;
  private final boolean geographic;

  /** The width of the world in a cylindrical projection; 0 for others. */
  private final double period;

  private final String crs;

  private Georeference(
      PixelToCrs toCrs, MathTransform toWgs84, MathTransform back, boolean geographic, String crs) {
    this.toCrs = toCrs;
    this.toWgs84 = toWgs84;
    this.back = back;
    this.geographic = geographic;
    this.period = geographic ? 0 : CylinderPeriod.of(back);
    this.crs = crs;
  }

  /**
   * Combines a transform to coordinates with their CRS. The shift of the datum is the best one at
   * the center of the raster.
   *
   * @param toCrs from pixels to coordinates
   * @param named CRS of the coordinates
   * @param width columns of the raster
   * @param height rows of the raster
   * @throws KamclException if the CRS is not one of the earth, or is not supported
   */
  static Georeference of(PixelToCrs toCrs, NamedCrs named, int width, int height) {
    MathTransform geographic = CrsTransforms.toGeographic(named);
    Georeference unshifted = create(toCrs, geographic, named);
    // A raster at the edge of an area may be covered at a corner only.
    double[][] places = {
      {width / 2.0, height / 2.0}, {0, 0}, {width, 0}, {width, height}, {0, height}
    };
    return Arrays.stream(places)
        .flatMap(xy -> unshifted.toWgs84(xy[0], xy[1]).stream())
        .flatMap(place -> named.shifts().at(place.lon(), place.lat()).stream())
        .findFirst()
        .map(shift -> CrsTransforms.toWgs84(named, shift))
        .map(shift -> create(toCrs, ConcatenatedTransform.create(geographic, shift), named))
        .orElse(unshifted);
  }

  private static Georeference create(PixelToCrs toCrs, MathTransform way, NamedCrs named) {
    return new Georeference(
        toCrs, way, inverse(way), named.crs() instanceof GeographicCRS, named.name());
  }

  private static MathTransform inverse(MathTransform way) {
    try {
      return way.inverse();
    } catch (NoninvertibleTransformException e) {
      return null;
    }
  }

  /** The CRS: {@code EPSG:32614}, or a name if it has no code. */
  public String crs() {
    return crs;
  }

  /**
   * The footprint of a tile: its sides from the first pixel along the first row, with corners
   * between where a side is a curve on the earth. If a part of the tile is outside of the earth, a
   * ring around the part that is on it.
   *
   * @return empty if no part of the tile is on the earth
   */
  public Optional<Footprint> footprint(TileBounds tile) {
    return new FootprintTracer(toCrs, this::degrees, back, geographic).trace(tile);
  }

  /**
   * The longitude and latitude of a point of the raster.
   *
   * @param x columns from the outer corner, with fractions
   * @param y rows from the outer corner
   * @return empty if it is not on the earth
   */
  public Optional<GeoPoint> toWgs84(double x, double y) {
    return degrees(x, y).map(p -> new GeoPoint(Footprints.wrapLongitude(p[0]), p[1]));
  }

  /** Longitude, which may be outside of -180..180, and latitude. */
  private Optional<double[]> degrees(double x, double y) {
    double[] xy = {x, y};
    toCrs.transform(xy);
    double[] there = xy.clone();
    try {
      toWgs84.transform(xy, 0, xy, 0, 1);
    } catch (TransformException | RuntimeException e) {
      return Optional.empty();
    }
    if (geographic && Math.abs(xy[1]) > 90 && Math.abs(xy[1]) <= 90 + OVERSHOOT) {
      xy[1] = Math.copySign(90, xy[1]);
    }
    boolean somewhere = Math.abs(xy[0]) <= 540.001 && Math.abs(xy[1]) <= 90;
    return somewhere && (geographic || isInvertible(xy, there))
        ? Optional.of(xy)
        : Optional.empty();
  }

  /**
   * Whether the way back leads to the same coordinates, which it does not outside of the domain.
   */
  private boolean isInvertible(double[] lonLat, double[] there) {
    if (back == null) {
      return true;
    }
    double[] again = lonLat.clone();
    try {
      back.transform(again, 0, again, 0, 1);
    } catch (TransformException | RuntimeException e) {
      return false;
    }
    if (period > 0 && Math.abs(again[0] - there[0]) < 1.5 * period) {
      again[0] += period * Math.rint((there[0] - again[0]) / period);
    }
    double size = Math.max(1e5, Math.hypot(there[0], there[1]));
    return Arrays.stream(again).allMatch(Double::isFinite)
        && Math.hypot(again[0] - there[0], again[1] - there[1]) < 1e-4 * size;
  }

  /**
   * The ground sample distance along a row and along a column at the center of the raster, in
   * meters per pixel.
   *
   * @return two values; empty if the center is not on the earth
   */
  public Optional<double[]> groundSampleDistance(int width, int height) {
    double x = width / 2.0;
    double y = height / 2.0;
    Optional<GeoPoint> here = toWgs84(x, y);
    Optional<GeoPoint> right = toWgs84(x + 1, y);
    Optional<GeoPoint> below = toWgs84(x, y + 1);
    if (here.isEmpty() || right.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    double across = Footprints.distanceMeters(here.get(), right.get());
    double down = Footprints.distanceMeters(here.get(), below.get());
    return across > 0 && down > 0 ? Optional.of(new double[] {across, down}) : Optional.empty();
  }
}
