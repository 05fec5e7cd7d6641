package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  /** Corners of the ring around the visible part of the earth. */
  private static final int RAYS = 36;

  /** Samples per side of a tile, in the search for a point on the earth. */
  private static final int SEARCH = 16;

  private static final int HALVINGS = 24;
  private static final double LARGE_METERS = 2e6;

  /** A grid around a pole may extend beyond it by a part of a degree. */
  private static final double OVERSHOOT = 1;

  private final PixelToCrs toCrs;
  private final MathTransform toWgs84;
  private final MathTransform back;
  private final boolean geographic;
  private final String crs;

  private Georeference(
      PixelToCrs toCrs, MathTransform toWgs84, MathTransform back, boolean geographic, String crs) {
    this.toCrs = toCrs;
    this.toWgs84 = toWgs84;
    this.back = back;
    this.geographic = geographic;
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
   * The footprint of a tile: its four corners, from the first pixel along the first row; if a
   * corner is outside of the earth, a ring around the part that is on it.
   *
   * @return empty if no part of the tile is on the earth
   */
  public Optional<Footprint> footprint(TileBounds tile) {
    double right = (double) tile.x() + tile.width();
    double bottom = (double) tile.y() + tile.height();
    double[][] corners = {
      {tile.x(), tile.y()}, {right, tile.y()}, {right, bottom}, {tile.x(), bottom}
    };
    List<double[]> ring = new ArrayList<>();
    for (double[] corner : corners) {
      degrees(corner[0], corner[1]).ifPresent(ring::add);
    }
    if (ring.size() < corners.length) {
      ring = isLarge(tile) ? visibleRing(tile) : List.of();
    }
    return ring.isEmpty() ? Optional.empty() : Optional.of(new Footprint(wrapped(ring)));
  }

  /** Whether a tile is large enough to show the edge of the earth. */
  private boolean isLarge(TileBounds tile) {
    double[] first = {tile.x(), tile.y()};
    double[] last = {(double) tile.x() + tile.width(), (double) tile.y() + tile.height()};
    toCrs.transform(first);
    toCrs.transform(last);
    return Math.hypot(last[0] - first[0], last[1] - first[1]) > (geographic ? 20 : LARGE_METERS);
  }

  /** The last points on the earth along rays from an interior point. */
  private List<double[]> visibleRing(TileBounds tile) {
    double[] from = interiorPoint(tile);
    List<double[]> ring = new ArrayList<>();
    if (from.length == 0) {
      return ring;
    }
    for (int ray = 0; ray < RAYS; ray++) {
      double angle = 2 * Math.PI * ray / RAYS;
      double dx = Math.cos(angle) * tile.width() * 2;
      double dy = Math.sin(angle) * tile.height() * 2;
      double good = 0;
      double bad = 1;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (good + bad) / 2;
        double x = from[0] + middle * dx;
        double y = from[1] + middle * dy;
        boolean inside =
            x >= tile.x()
                && y >= tile.y()
                && x <= tile.x() + tile.width()
                && y <= tile.y() + tile.height();
        if (inside && degrees(x, y).isPresent()) {
          good = middle;
        } else {
          bad = middle;
        }
      }
      degrees(from[0] + good * dx, from[1] + good * dy).ifPresent(ring::add);
    }
    return ring;
  }

  private double[] interiorPoint(TileBounds tile) {
    double[] sum = new double[3];
    for (int j = 0; j <= SEARCH; j++) {
      for (int i = 0; i <= SEARCH; i++) {
        double x = tile.x() + (double) tile.width() * i / SEARCH;
        double y = tile.y() + (double) tile.height() * j / SEARCH;
        if (degrees(x, y).isPresent()) {
          sum[0] += x;
          sum[1] += y;
          sum[2]++;
        }
      }
    }
    double[] middle = {sum[0] / sum[2], sum[1] / sum[2]};
    return sum[2] > 0 && degrees(middle[0], middle[1]).isPresent() ? middle : new double[0];
  }

  /** Longitudes within -180..180; a ring around the whole earth keeps both ends. */
  private static List<GeoPoint> wrapped(List<double[]> ring) {
    double west = ring.stream().mapToDouble(p -> p[0]).min().orElseThrow();
    double east = ring.stream().mapToDouble(p -> p[0]).max().orElseThrow();
    boolean whole = east - west > 359;
    List<GeoPoint> points = new ArrayList<>();
    for (double[] p : ring) {
      double lon = Footprints.wrapLongitude(p[0]);
      if (whole && p[0] - west < 0.5) {
        lon = -180;
      } else if (whole && east - p[0] < 0.5) {
        lon = 180;
      }
      points.add(new GeoPoint(lon, p[1]));
    }
    return points;
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
