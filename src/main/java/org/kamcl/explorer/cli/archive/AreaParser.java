package org.kamcl.explorer.cli.archive;

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
   * Parses an area.
   *
   * @param text a GeoJSON file or object, or the corners of a polygon as {@code "lon,lat lon,lat
   *     lon,lat"}, in degrees
   * @throws KamclException if it is none of them
   */
  static GeoArea area(String text) {
    if (text.strip().startsWith("{")) {
      return GeoJsonArea.parse("GeoJSON", text);
    }
    if (isFile(text)) {
      return GeoJsonArea.read(Path.of(text));
    }
    List<GeoPoint> ring = new ArrayList<>();
    for (String corner : text.strip().split("\\s+")) {
      String[] parts = corner.split(",", -1);
      if (parts.length != 2) {
        throw new KamclException(ArchiveCommandError.INVALID_AREA, text);
      }
      ring.add(point(text, parts[0], parts[1]));
    }
    return polygon(text, ring);
  }

  private static boolean isFile(String text) {
    try {
      // A folder or a pipe as well: reading it says what it is.
      return Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static GeoArea polygon(String source, List<GeoPoint> corners) {
    List<GeoPoint> ring = new ArrayList<>(corners);
    if (ring.size() > 1 && ring.get(0).equals(ring.get(ring.size() - 1))) {
      ring.remove(ring.size() - 1);
    }
    if (ring.size() < CORNERS) {
      throw new KamclException(ArchiveCommandError.TOO_FEW_CORNERS, source);
    }
    return GeoArea.of(ring);
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
}
