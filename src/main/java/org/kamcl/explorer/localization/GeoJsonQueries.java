package org.kamcl.explorer.localization;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.localization.Region;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.geo.MapGrid;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * Reads queries with polygons from a GeoJSON file beside a scene. Each feature has a property
 * {@code query}, may have a property {@code split}, and has a Polygon or MultiPolygon in the CRS of
 * the scene, which the member {@code crs} names. Holes are not supported, as the published metrics
 * have none.
 */
final class GeoJsonQueries {
  /** {@code EPSG:32633} or {@code urn:ogc:def:crs:EPSG::32633}, with or without a version. */
  private static final Pattern CODE = Pattern.compile("(?i).*EPSG:(?:[\\d.]*:)?(\\d+)");

  private final Path file;
  private final Path scene;
  private final MapGrid grid;

  private GeoJsonQueries(Path file, Path scene, MapGrid grid) {
    this.file = file;
    this.scene = scene;
    this.grid = grid;
  }

  /**
   * Reads the queries of a scene.
   *
   * @param grid of the scene
   * @throws KamclException if the file cannot be read, or is in another CRS than the scene
   */
  static List<LocalizationQuery> read(Path file, Path scene, MapGrid grid) {
    return FileMemory.limited(file, () -> new GeoJsonQueries(file, scene, grid).parse());
  }

  /** Whether a file holds features with queries, so that other GeoJSON files are passed over. */
  static boolean hasQueries(Path file) {
    return FileMemory.limited(
        file,
        () -> {
          try {
            return TextFiles.readUtf8(file).contains("\"query\"");
          } catch (IOException e) {
            throw new KamclException(e, LocalizationFileError.NOT_READ, file);
          }
        });
  }

  private List<LocalizationQuery> parse() {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(() -> queries(JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException e) {
      throw new KamclException(e, LocalizationFileError.NOT_READ, file);
    } catch (JsonParseException e) {
      throw new KamclException(
          e, LocalizationFileError.NOT_GEOJSON, file, String.valueOf(e.getMessage()));
    }
  }

  private List<LocalizationQuery> queries(JsonObject json) {
    requireCrs(json);
    List<LocalizationQuery> queries = new ArrayList<>();
    for (JsonElement feature : json.getAsJsonArray("features")) {
      queries.add(query(feature.getAsJsonObject()));
    }
    return queries;
  }

  private void requireCrs(JsonObject json) {
    JsonElement crs = json.get("crs");
    String name =
        crs == null || crs.isJsonNull()
            ? "EPSG:4326"
            : crs.getAsJsonObject().getAsJsonObject("properties").get("name").getAsString();
    boolean sameName = !code(name).isEmpty() || name.equals(grid.crs());
    if (!code(name).equals(code(grid.crs())) || !sameName) {
      throw new KamclException(LocalizationFileError.OTHER_CRS, file, name, scene, grid.crs());
    }
  }

  private static Optional<String> code(String crs) {
    if (crs.endsWith("CRS84")) {
      return Optional.of("4326");
    }
    Matcher m = CODE.matcher(crs);
    return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
  }

  private LocalizationQuery query(JsonObject feature) {
    JsonObject properties = feature.getAsJsonObject("properties");
    String text = properties.get("query").getAsString().strip();
    JsonElement split = properties.get("split");
    JsonObject geometry = feature.getAsJsonObject("geometry");
    List<Region> regions = new ArrayList<>();
    switch (geometry.get("type").getAsString()) {
      case "Polygon" -> regions.add(region(geometry.getAsJsonArray("coordinates")));
      case "MultiPolygon" ->
          geometry
              .getAsJsonArray("coordinates")
              .forEach(polygon -> regions.add(region(polygon.getAsJsonArray())));
      default -> throw new IllegalArgumentException(geometry.get("type").getAsString());
    }
    if (text.isEmpty() || regions.isEmpty()) {
      throw new IllegalArgumentException(text);
    }
    return new LocalizationQuery(
        scene, text, split == null || split.isJsonNull() ? "" : split.getAsString(), regions);
  }

  private Region region(JsonArray rings) {
    if (rings.size() != 1) {
      throw new IllegalArgumentException(rings.size() + " rings");
    }
    List<Region.Vertex> vertices = new ArrayList<>();
    for (JsonElement position : rings.get(0).getAsJsonArray()) {
      JsonArray p = position.getAsJsonArray();
      double[] pixel = grid.toPixel(finite(p.get(0)), finite(p.get(1)));
      vertices.add(new Region.Vertex(pixel[0], pixel[1]));
    }
    if (vertices.size() > 1 && vertices.get(0).equals(vertices.get(vertices.size() - 1))) {
      // GeoJSON closes rings; the metrics average the corners, each once.
      vertices.remove(vertices.size() - 1);
    }
    return new Region(vertices);
  }

  static double finite(JsonElement number) {
    double value = number.getAsDouble();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(number.getAsString());
    }
    return value;
  }
}
