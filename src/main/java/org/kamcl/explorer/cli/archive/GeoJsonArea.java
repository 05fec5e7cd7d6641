package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * Reads the polygons of GeoJSON (RFC 7946), with their holes. As the format defines, an edge is a
 * straight line in degrees, also where it is wider than 180 degrees.
 */
final class GeoJsonArea {
  private static final int CORNERS = 3;

  /** Degrees; longer edges get corners in between, since an area's edges take the shorter way. */
  private static final double LONGEST_EDGE = 90;

  /** Some programs continue longitudes beyond the antimeridian. */
  private static final double MOST_LONGITUDE = 540;

  /** Names of WGS 84 in the {@code crs} member of older files. */
  private static final Pattern WGS84 = Pattern.compile("(?i).*(CRS:?84|\\b4326|\\b4979)$");

  private final String source;
  private final List<GeoArea.Polygon> polygons = new ArrayList<>();

  private GeoJsonArea(String source) {
    this.source = source;
  }

  /**
   * The area of a file.
   *
   * @throws KamclException if it cannot be read or has no polygon
   */
  static GeoArea read(Path file) {
    return FileMemory.limited(file, () -> parse(file));
  }

  private static GeoArea parse(Path file) {
    try {
      return parse(file.toString(), TextFiles.readUtf8(file));
    } catch (IOException e) {
      throw new KamclException(e, ArchiveCommandError.AREA_NOT_READ, file);
    }
  }

  /**
   * The area of a text.
   *
   * @param source of the text, for messages
   * @throws KamclException if it is not GeoJSON or has no polygon
   */
  static GeoArea parse(String source, String json) {
    GeoJsonArea area = new GeoJsonArea(source);
    try {
      JsonValues.read(
          () -> {
            area.collect(JsonParser.parseString(json));
            return area;
          });
    } catch (JsonParseException e) {
      throw new KamclException(e, ArchiveCommandError.AREA_NOT_GEOJSON, source);
    }
    if (area.polygons.isEmpty()) {
      throw new KamclException(ArchiveCommandError.AREA_WITHOUT_POLYGON, source);
    }
    return new GeoArea(area.polygons);
  }

  /** Collects every polygon, at any depth of nesting. */
  private void collect(JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return;
    }
    JsonObject object = element.getAsJsonObject();
    requireWgs84(object);
    switch (object.get("type").getAsString()) {
      case "FeatureCollection" -> object.getAsJsonArray("features").forEach(this::collect);
      case "Feature" -> collect(object.get("geometry"));
      case "GeometryCollection" -> object.getAsJsonArray("geometries").forEach(this::collect);
      case "Polygon" -> add(object.getAsJsonArray("coordinates"));
      case "MultiPolygon" ->
          object.getAsJsonArray("coordinates").forEach(p -> add(p.getAsJsonArray()));
      default -> {
        // Points and lines have no interior.
      }
    }
  }

  private void requireWgs84(JsonObject object) {
    JsonElement crs = object.get("crs");
    if (crs == null || crs.isJsonNull()) {
      return;
    }
    JsonElement properties = crs.getAsJsonObject().get("properties");
    JsonElement name = properties == null ? null : properties.getAsJsonObject().get("name");
    String text = name == null ? crs.toString() : name.getAsString();
    if (!WGS84.matcher(text).matches()) {
      throw new KamclException(ArchiveCommandError.AREA_IN_OTHER_CRS, source, text);
    }
  }

  private void add(JsonArray rings) {
    if (rings.isEmpty()) {
      return;
    }
    List<List<GeoPoint>> all = new ArrayList<>();
    rings.forEach(ring -> all.add(ring(ring.getAsJsonArray())));
    polygons.add(new GeoArea.Polygon(all.get(0), all.subList(1, all.size())));
  }

  private List<GeoPoint> ring(JsonArray positions) {
    List<double[]> corners = new ArrayList<>();
    for (JsonElement position : positions) {
      JsonArray p = position.getAsJsonArray();
      corners.add(inRange(p.get(0).getAsDouble(), p.get(1).getAsDouble()));
    }
    double[] first = corners.get(0);
    double[] last = corners.get(corners.size() - 1);
    if (corners.size() > 1 && first[0] == last[0] && first[1] == last[1]) {
      corners.remove(corners.size() - 1);
    }
    if (corners.size() < CORNERS) {
      throw new KamclException(ArchiveCommandError.TOO_FEW_CORNERS, source);
    }
    List<GeoPoint> ring = new ArrayList<>();
    for (int i = 0; i < corners.size(); i++) {
      addEdge(corners.get(i), corners.get((i + 1) % corners.size()), ring);
    }
    return ring;
  }

  private double[] inRange(double lon, double lat) {
    if (Math.abs(lon) <= MOST_LONGITUDE && Math.abs(lat) <= 90) {
      return new double[] {lon, lat};
    }
    throw new KamclException(ArchiveCommandError.COORDINATES_OUT_OF_RANGE, source, lon + "," + lat);
  }

  /** Adds the first corner of an edge and those between. */
  private static void addEdge(double[] from, double[] to, List<GeoPoint> ring) {
    int parts = Math.max(1, (int) Math.ceil(Math.abs(to[0] - from[0]) / LONGEST_EDGE));
    for (int i = 0; i < parts; i++) {
      double share = (double) i / parts;
      double lon = from[0] + share * (to[0] - from[0]);
      double wrapped = Math.abs(lon) <= 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360);
      ring.add(new GeoPoint(wrapped, from[1] + share * (to[1] - from[1])));
    }
  }
}
