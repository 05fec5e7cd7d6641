package org.kamcl.explorer.export;

import java.util.ArrayList;
import java.util.List;
import mil.nga.sf.Geometry;
import mil.nga.sf.LineString;
import mil.nga.sf.MultiPolygon;
import mil.nga.sf.Point;
import mil.nga.sf.Polygon;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * Footprints as simple features: longitude first, rings closed and counterclockwise, split at the
 * antimeridian.
 */
final class FootprintGeometry {
  private FootprintGeometry() {}

  /** Whether a footprint has an area. */
  static boolean hasArea(Footprint footprint) {
    return footprint.splitAtAntimeridian().stream().anyMatch(part -> part.size() > 2);
  }

  /** A multipolygon, or, of a footprint without an area, its center. */
  static Geometry of(Footprint footprint) {
    if (!hasArea(footprint)) {
      GeoPoint center = footprint.center();
      return point(center);
    }
    List<Polygon> polygons = new ArrayList<>();
    for (List<GeoPoint> part : footprint.splitAtAntimeridian()) {
      if (part.size() > 2) {
        List<Point> ring = new ArrayList<>();
        GeoJsonGeometry.ring(part).forEach(corner -> ring.add(point(corner)));
        polygons.add(new Polygon(new LineString(ring)));
      }
    }
    return new MultiPolygon(polygons);
  }

  private static Point point(GeoPoint p) {
    return new Point(GeoJsonGeometry.rounded(p.lon()), GeoJsonGeometry.rounded(p.lat()));
  }
}
