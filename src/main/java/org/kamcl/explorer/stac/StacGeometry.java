package org.kamcl.explorer.stac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * Footprints of the geometries of items (RFC 7946). Of a polygon, its outer ring; of anything else
 * with several points, their convex hull. Points west of the antimeridian and east of it belong
 * together if the bounding box says so, or if the parts end there.
 */
final class StacGeometry {
  private static final double TURN = 360;

  /** Some programs continue longitudes beyond the antimeridian. */
  private static final double MOST_LONGITUDE = 540;

  /** Longer edges get corners in between: an edge of a footprint takes the shorter way. */
  private static final double LONGEST_EDGE = 90;

  /** Rings with more corners are replaced by their hull. */
  private static final int MOST_CORNERS = 1000;

  private StacGeometry() {}

  /**
   * The footprint of an item.
   *
   * @return empty if it has no location
   * @throws IllegalArgumentException if its geometry cannot be understood
   */
  static Optional<Footprint> of(JsonObject item) {
    double @Nullable [] box = box(item.get("bbox"));
    JsonElement geometry = item.get("geometry");
    if (geometry == null || geometry.isJsonNull()) {
      return box == null ? Optional.empty() : Optional.of(footprint(box));
    }
    if (!geometry.isJsonObject()) {
      throw new IllegalArgumentException("The geometry is no object");
    }
    List<double[]> points = new ArrayList<>();
    String type = type(geometry.getAsJsonObject());
    JsonElement coordinates = geometry.getAsJsonObject().get("coordinates");
    boolean polygon = type.equals("Polygon");
    collect(polygon ? first(coordinates) : coordinates, points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("No coordinates");
    }
    boolean across = box != null && box[0] > box[2];
    if (type.startsWith("Multi") && endOnBothSides(points)) {
      across = true;
    }
    if (across) {
      points.replaceAll(p -> p[0] < 0 ? new double[] {p[0] + TURN, p[1]} : p);
    }
    return Optional.of(
        footprint(polygon && points.size() <= MOST_CORNERS ? open(points) : hull(points)));
  }

  private static String type(JsonObject geometry) {
    JsonElement type = geometry.get("type");
    return type != null && type.isJsonPrimitive() ? type.getAsString() : "";
  }

  private static JsonElement first(@Nullable JsonElement rings) {
    if (rings == null || !rings.isJsonArray() || rings.getAsJsonArray().isEmpty()) {
      throw new IllegalArgumentException("A polygon has a ring");
    }
    return rings.getAsJsonArray().get(0);
  }

  /** Collects all positions of arrays in arrays. */
  private static void collect(@Nullable JsonElement coordinates, List<double[]> points) {
    if (coordinates == null || !coordinates.isJsonArray()) {
      throw new IllegalArgumentException("No coordinates");
    }
    JsonArray array = coordinates.getAsJsonArray();
    if (!array.isEmpty() && array.get(0).isJsonPrimitive()) {
      if (array.size() < 2) {
        throw new IllegalArgumentException("A position has two numbers");
      }
      points.add(checked(array.get(0).getAsDouble(), array.get(1).getAsDouble()));
      return;
    }
    array.forEach(part -> collect(part, points));
  }

  private static double[] checked(double lon, double lat) {
    if (!(Math.abs(lon) <= MOST_LONGITUDE && Math.abs(lat) <= 90)) {
      throw new IllegalArgumentException("No position: " + lon + " " + lat);
    }
    return new double[] {lon, lat};
  }

  /** West, south, east, north of a box with two or three dimensions; null without one. */
  private static double @Nullable [] box(@Nullable JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return null;
    }
    JsonArray box = element.getAsJsonArray();
    int dimensions = box.size() / 2;
    if (box.size() != 4 && box.size() != 6) {
      throw new IllegalArgumentException("A box has four or six numbers");
    }
    double[] low = checked(box.get(0).getAsDouble(), box.get(1).getAsDouble());
    double[] high =
        checked(box.get(dimensions).getAsDouble(), box.get(dimensions + 1).getAsDouble());
    if (low[1] > high[1]) {
      throw new IllegalArgumentException("South is north of north");
    }
    return new double[] {low[0], low[1], high[0], high[1]};
  }

  private static Footprint footprint(double[] box) {
    double width = box[2] >= box[0] ? box[2] - box[0] : box[2] - box[0] + TURN;
    if (width == 0 && box[1] == box[3]) {
      return new Footprint(List.of(point(box[0], box[1])));
    }
    double east = box[0] + width;
    return footprint(
        List.of(
            new double[] {box[0], box[1]},
            new double[] {east, box[1]},
            new double[] {east, box[3]},
            new double[] {box[0], box[3]}));
  }

  /** Whether some points lie on the antimeridian from the west, and others from the east. */
  private static boolean endOnBothSides(List<double[]> points) {
    return points.stream().anyMatch(p -> p[0] == TURN / 2)
        && points.stream().anyMatch(p -> p[0] == -TURN / 2)
        && points.stream().noneMatch(p -> Math.abs(p[0]) < LONGEST_EDGE);
  }

  /** Without the repeated first point, and without points that follow each other. */
  private static List<double[]> open(List<double[]> ring) {
    List<double[]> open = new ArrayList<>();
    for (double[] p : ring) {
      if (open.isEmpty() || !same(open.get(open.size() - 1), p)) {
        open.add(p);
      }
    }
    if (open.size() > 1 && same(open.get(0), open.get(open.size() - 1))) {
      open.remove(open.size() - 1);
    }
    return open;
  }

  private static boolean same(double[] a, double[] b) {
    return a[0] == b[0] && a[1] == b[1];
  }

  /** The convex hull, counterclockwise (Andrew's monotone chain). */
  private static List<double[]> hull(List<double[]> points) {
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
    sorted = open(sorted);
    if (sorted.size() < 3) {
      return sorted;
    }
    List<double[]> hull = new ArrayList<>(chain(sorted));
    List<double[]> reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);
    hull.addAll(chain(reversed));
    return hull;
  }

  /** One side of the hull, without its last point. */
  private static List<double[]> chain(List<double[]> sorted) {
    List<double[]> chain = new ArrayList<>();
    for (double[] p : sorted) {
      while (chain.size() > 1
          && turn(chain.get(chain.size() - 2), chain.get(chain.size() - 1), p) <= 0) {
        chain.remove(chain.size() - 1);
      }
      chain.add(p);
    }
    chain.remove(chain.size() - 1);
    return chain;
  }

  private static double turn(double[] a, double[] b, double[] c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }

  /**
   * A footprint of corners. It never has four corners or a multiple of it, which would say where
   * the first pixel of the image is.
   */
  private static Footprint footprint(List<double[]> corners) {
    if (corners.size() < 3) {
      double lon = corners.stream().mapToDouble(p -> p[0]).average().orElseThrow();
      double lat = corners.stream().mapToDouble(p -> p[1]).average().orElseThrow();
      return new Footprint(List.of(point(lon, lat)));
    }
    List<GeoPoint> ring = new ArrayList<>();
    for (int i = 0; i < corners.size(); i++) {
      double[] from = corners.get(i);
      double[] to = corners.get((i + 1) % corners.size());
      int parts = Math.max(1, (int) Math.ceil(Math.abs(to[0] - from[0]) / LONGEST_EDGE));
      for (int k = 0; k < parts; k++) {
        double share = (double) k / parts;
        ring.add(point(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])));
      }
    }
    if (ring.size() % 4 == 0) {
      double[] a = corners.get(0);
      double lonOfSecond = ring.get(1).lon() - wrap(a[0]);
      double half = (lonOfSecond - TURN * Math.rint(lonOfSecond / TURN)) / 2;
      ring.add(1, point(a[0] + half, (a[1] + ring.get(1).lat()) / 2));
    }
    return new Footprint(ring);
  }

  private static GeoPoint point(double lon, double lat) {
    return new GeoPoint(wrap(lon), lat);
  }

  private static double wrap(double lon) {
    return lon >= -TURN / 2 && lon <= TURN / 2
        ? lon
        : lon - TURN * Math.floor((lon + TURN / 2) / TURN);
  }
}
