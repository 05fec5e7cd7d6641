package org.kamcl.explorer.remote;

import java.util.List;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints and areas as well-known text, split at the antimeridian. */
final class PlaceText {
  private PlaceText() {}

  /** A footprint; one without an extent becomes a point or a line. */
  static String of(Footprint footprint) {
    List<GeoPoint> ring = footprint.ring();
    if (ring.stream().distinct().count() == 1) {
      return "POINT(" + text(ring.get(0)) + ")";
    }
    return of(footprint.splitAtAntimeridian());
  }

  /** A ring. */
  static String ofRing(List<GeoPoint> ring) {
    return of(new Footprint(ring).splitAtAntimeridian());
  }

  private static String of(List<List<GeoPoint>> rings) {
    List<String> polygons =
        rings.stream().filter(PlaceText::hasExtent).map(PlaceText::polygon).toList();
    if (polygons.isEmpty()) {
      return rings.stream()
          .map(PlaceText::points)
          .collect(Collectors.joining(",", "MULTILINESTRING(", ")"));
    }
    return polygons.size() == 1
        ? "POLYGON" + polygons.get(0)
        : polygons.stream().collect(Collectors.joining(",", "MULTIPOLYGON(", ")"));
  }

  private static boolean hasExtent(List<GeoPoint> ring) {
    double area = 0;
    for (int i = 0; i < ring.size(); i++) {
      GeoPoint a = ring.get(i);
      GeoPoint b = ring.get((i + 1) % ring.size());
      area += a.lon() * b.lat() - b.lon() * a.lat();
    }
    return area != 0;
  }

  private static String polygon(List<GeoPoint> ring) {
    return "(" + points(ring) + ")";
  }

  private static String points(List<GeoPoint> ring) {
    return ring.stream().map(PlaceText::text).collect(Collectors.joining(",", "(", ","))
        + text(ring.get(0))
        + ")";
  }

  private static String text(GeoPoint point) {
    return point.lon() + " " + point.lat();
  }
}
