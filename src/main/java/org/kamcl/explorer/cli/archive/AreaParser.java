package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;

/** Parses the areas of {@code --bbox} and {@code --area}. */
final class AreaParser {
  private static final int CORNERS = 3;

  private AreaParser() {}

  /**
   * Parses a bounding box.
   *
   * @param text west, south, east and north, in degrees, separated by commas
   * @throws KamclException if it is not a box
   */
  static GeoArea box(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length == 4) {
      GeoPoint low = point(text, parts[0], parts[1]);
      GeoPoint high = point(text, parts[2], parts[3]);
      if (low.lat() <= high.lat()) {
        return GeoArea.box(low.lon(), low.lat(), high.lon(), high.lat());
      }
    }
    throw new KamclException(ArchiveCommandError.INVALID_BOX, text);
  }

  /**
   * Parses a polygon.
   *
   * @param text a GeoJSON file, or corners as {@code "lon,lat lon,lat lon,lat"}, in degrees
   * @throws KamclException if it is neither
   */
  static GeoArea polygon(String text) {
    if (isFile(text)) {
      return read(Path.of(text));
    }
    List<GeoPoint> ring = new ArrayList<>();
    for (String corner : text.strip().split("\\s+")) {
      String[] parts = corner.split(",", -1);
      if (parts.length != 2) {
        throw new KamclException(ArchiveCommandError.INVALID_AREA, text);
      }
      ring.add(point(text, parts[0], parts[1]));
    }
    return area(text, ring);
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static GeoArea area(String source, List<GeoPoint> corners) {
    List<GeoPoint> ring = new ArrayList<>(corners);
    if (ring.size() > 1 && ring.get(0).equals(ring.get(ring.size() - 1))) {
      ring.remove(ring.size() - 1);
    }
    if (ring.size() < CORNERS) {
      throw new KamclException(ArchiveCommandError.TOO_FEW_CORNERS, source);
    }
    return new GeoArea(ring);
  }

  private static GeoPoint point(String source, String lon, String lat) {
    try {
      return point(source, Double.parseDouble(lon.strip()), Double.parseDouble(lat.strip()));
    } catch (NumberFormatException e) {
      throw new KamclException(e, ArchiveCommandError.INVALID_COORDINATES, source, lon + "," + lat);
    }
  }

  private static GeoPoint point(String source, double lon, double lat) {
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
      return new GeoPoint(lon, lat);
    }
    throw new KamclException(ArchiveCommandError.COORDINATES_OUT_OF_RANGE, source, lon + "," + lat);
  }

  private static GeoArea read(Path file) {
    List<JsonArray> polygons = new ArrayList<>();
    try {
      collect(JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)), polygons);
      if (polygons.size() == 1 && polygons.get(0).size() == 1) {
        List<GeoPoint> ring = new ArrayList<>();
        for (JsonElement position : polygons.get(0).get(0).getAsJsonArray()) {
          JsonArray p = position.getAsJsonArray();
          ring.add(point(file.toString(), p.get(0).getAsDouble(), p.get(1).getAsDouble()));
        }
        return area(file.toString(), ring);
      }
    } catch (IOException e) {
      throw new KamclException(e, ArchiveCommandError.AREA_NOT_READ, file);
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | NullPointerException
        | IndexOutOfBoundsException e) {
      throw new KamclException(e, ArchiveCommandError.AREA_NOT_GEOJSON, file);
    }
    throw polygons.size() == 1
        ? new KamclException(ArchiveCommandError.AREA_WITH_HOLES, file)
        : new KamclException(ArchiveCommandError.AREA_NOT_ONE_POLYGON, file, polygons.size());
  }

  /** Collects the rings of every polygon, at any depth of nesting. */
  private static void collect(JsonElement element, List<JsonArray> polygons) {
    if (element == null || element.isJsonNull()) {
      return;
    }
    JsonObject object = element.getAsJsonObject();
    switch (object.get("type").getAsString()) {
      case "FeatureCollection" ->
          object.getAsJsonArray("features").forEach(f -> collect(f, polygons));
      case "Feature" -> collect(object.get("geometry"), polygons);
      case "GeometryCollection" ->
          object.getAsJsonArray("geometries").forEach(g -> collect(g, polygons));
      case "Polygon" -> polygons.add(object.getAsJsonArray("coordinates"));
      case "MultiPolygon" ->
          object.getAsJsonArray("coordinates").forEach(p -> polygons.add(p.getAsJsonArray()));
      default -> {
        // Points and lines have no interior.
      }
    }
  }
}
