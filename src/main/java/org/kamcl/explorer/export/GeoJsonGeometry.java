package org.kamcl.explorer.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * Footprints as RFC 7946 requires them: longitude first, rings closed and counterclockwise, split
 * at the antimeridian.
 */
final class GeoJsonGeometry {
  /** Seven decimal places, about a centimeter on the ground. */
  private static final double DIGITS = 1e7;

  private GeoJsonGeometry() {}

  static JsonObject of(Footprint footprint) {
    List<List<GeoPoint>> parts = footprint.splitAtAntimeridian();
    int corners = parts.stream().mapToInt(List::size).max().orElse(0);
    JsonObject geometry = new JsonObject();
    if (corners < 3) {
      boolean point = corners < 2;
      geometry.addProperty("type", point ? "Point" : "LineString");
      List<GeoPoint> ring = parts.get(0);
      geometry.add("coordinates", point ? position(ring.get(0)) : positions(ring));
      return geometry;
    }
    JsonArray polygons = new JsonArray();
    for (List<GeoPoint> part : parts) {
      if (part.size() >= 3) {
        JsonArray rings = new JsonArray();
        rings.add(positions(ring(part)));
        polygons.add(rings);
      }
    }
    boolean one = polygons.size() == 1;
    geometry.addProperty("type", one ? "Polygon" : "MultiPolygon");
    geometry.add("coordinates", one ? polygons.get(0) : polygons);
    return geometry;
  }

  /** The closed, counterclockwise ring of some corners. */
  static List<GeoPoint> ring(List<GeoPoint> corners) {
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      GeoPoint a = corners.get(i);
      GeoPoint b = corners.get((i + 1) % corners.size());
      twice += a.lon() * b.lat() - b.lon() * a.lat();
    }
    List<GeoPoint> ring = new ArrayList<>(corners);
    if (twice < 0) {
      Collections.reverse(ring);
    }
    ring.add(ring.get(0));
    return ring;
  }

  private static JsonArray positions(List<GeoPoint> points) {
    JsonArray all = new JsonArray();
    points.forEach(p -> all.add(position(p)));
    return all;
  }

  private static JsonArray position(GeoPoint p) {
    JsonArray position = new JsonArray();
    position.add(rounded(p.lon()));
    position.add(rounded(p.lat()));
    return position;
  }

  static double rounded(double degrees) {
    return Math.rint(degrees * DIGITS) / DIGITS;
  }
}
