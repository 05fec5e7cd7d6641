package org.kamcl.explorer.localization;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.localization.ContourTracer;
import org.kamcl.engine.localization.Region;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.geo.Georeference;
import org.kamcl.explorer.imagery.SceneFrame;
import org.kamcl.file.OutputFiles;

/**
 * Writes contours of a score map as GeoJSON (RFC 7946): a MultiPolygon per level, in longitude and
 * latitude. A polygon across the antimeridian continues beyond 180 degrees.
 */
final class ContourFile {
  /** Seven decimal places, about a centimeter on the ground. */
  private static final double DIGITS = 1e7;

  private ContourFile() {}

  static void write(SceneScoreMap map, SceneFrame frame, List<Double> levels, Path target) {
    Georeference place =
        frame
            .georeference()
            .orElseThrow(
                () -> new KamclException(LocalizationFileError.NO_COORDINATES, map.scene()));
    for (double level : levels) {
      if (!(level > 0 && level < 1)) {
        throw new KamclException(LocalizationFileError.LEVEL_OUT_OF_RANGE, level);
      }
    }
    try {
      OutputFiles.replace(
          target,
          out -> {
            JsonWriter json = new JsonWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write(json, map, place, levels);
            json.flush();
          });
    } catch (IOException e) {
      throw new KamclException(
          e, LocalizationFileError.WRITE_FAILED, target, String.valueOf(e.getMessage()));
    }
  }

  private static void write(
      JsonWriter json, SceneScoreMap map, Georeference place, List<Double> levels)
      throws IOException {
    json.setIndent(" ");
    json.beginObject().name("type").value("FeatureCollection");
    json.name("features").beginArray();
    ScoreGrid.Range range = map.grid().range();
    for (double level : levels.stream().sorted().toList()) {
      json.beginObject().name("type").value("Feature");
      json.name("properties").beginObject();
      json.name("query").value(map.query());
      json.name("scene").value(String.valueOf(map.scene().getFileName()));
      json.name("model").value(map.model());
      json.name("level").value(level);
      json.name("score").value(range.at(level));
      json.endObject();
      json.name("geometry").beginObject().name("type").value("MultiPolygon");
      json.name("coordinates").beginArray();
      if (range.high() > range.low()) {
        for (ContourTracer.Part part : ContourTracer.trace(map.grid(), range.at(level))) {
          write(json, part, place);
        }
      }
      json.endArray().endObject().endObject();
    }
    json.endArray().endObject();
  }

  private static void write(JsonWriter json, ContourTracer.Part part, Georeference place)
      throws IOException {
    List<GeoPoint> outer = onEarth(part.outer(), place);
    if (outer.size() < 3) {
      return;
    }
    double near = outer.get(0).lon();
    json.beginArray();
    writeRing(json, outer, near, true);
    for (List<Region.Vertex> hole : part.holes()) {
      List<GeoPoint> ring = onEarth(hole, place);
      if (ring.size() >= 3) {
        writeRing(json, ring, near, false);
      }
    }
    json.endArray();
  }

  private static List<GeoPoint> onEarth(List<Region.Vertex> ring, Georeference place) {
    return ring.stream().map(v -> place.toWgs84(v.x(), v.y())).flatMap(Optional::stream).toList();
  }

  /**
   * Writes a closed ring.
   *
   * @param near longitude that all longitudes are within 180 degrees of
   * @param counterclockwise for outer rings, clockwise for holes
   */
  private static void writeRing(
      JsonWriter json, List<GeoPoint> ring, double near, boolean counterclockwise)
      throws IOException {
    List<double[]> corners = new ArrayList<>();
    for (GeoPoint point : ring) {
      double lon = point.lon() - 360 * Math.rint((point.lon() - near) / 360);
      corners.add(new double[] {lon, point.lat()});
    }
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      double[] p = corners.get(i);
      double[] q = corners.get((i + 1) % corners.size());
      twice += p[0] * q[1] - q[0] * p[1];
    }
    if (twice > 0 != counterclockwise) {
      Collections.reverse(corners);
    }
    corners.add(corners.get(0));
    json.beginArray();
    for (double[] corner : corners) {
      json.beginArray().value(rounded(corner[0])).value(rounded(corner[1])).endArray();
    }
    json.endArray();
  }

  private static double rounded(double degrees) {
    return Math.rint(degrees * DIGITS) / DIGITS;
  }
}
