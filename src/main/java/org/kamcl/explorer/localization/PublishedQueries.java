package org.kamcl.explorer.localization;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kamcl.engine.localization.Region;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * Reads the layout of the published test set: {@code anno.json} with a list of {@code caption},
 * {@code jpg_name} and {@code points}, the polygons in pixels.
 */
final class PublishedQueries {
  private static final String FILE = "anno.json";

  /** Folders in which the images may be, relative to the folder or the one of the list. */
  private static final List<String> IMAGE_FOLDERS = List.of("", "imgs", "images");

  private PublishedQueries() {}

  /** The list of a folder, in it or in the folder {@code anno}; may not exist. */
  static Path file(Path folder) {
    Path inside = folder.resolve("anno").resolve(FILE);
    return Files.exists(inside) ? inside : folder.resolve(FILE);
  }

  /**
   * Reads the queries.
   *
   * @throws KamclException if the list cannot be read, or an image is missing
   */
  static List<LocalizationQuery> read(Path folder) {
    Path file = file(folder);
    return FileMemory.limited(file, () -> parse(folder, file));
  }

  private static List<LocalizationQuery> parse(Path folder, Path file) {
    int number = 0;
    try {
      List<LocalizationQuery> queries = new ArrayList<>();
      String text = TextFiles.readUtf8(file);
      for (JsonElement element :
          JsonValues.read(() -> JsonParser.parseString(text).getAsJsonArray())) {
        number++;
        queries.add(JsonValues.read(() -> query(folder, file, element.getAsJsonObject())));
      }
      return queries;
    } catch (IOException e) {
      throw new KamclException(e, LocalizationFileError.NOT_READ, file);
    } catch (JsonParseException e) {
      throw new KamclException(
          e, LocalizationFileError.NOT_ANNOTATIONS, file, number + ": " + e.getMessage());
    }
  }

  private static LocalizationQuery query(Path folder, Path file, JsonObject json) {
    List<Region> regions = new ArrayList<>();
    for (JsonElement polygon : json.getAsJsonArray("points")) {
      List<Region.Vertex> vertices = new ArrayList<>();
      for (JsonElement point : polygon.getAsJsonArray()) {
        JsonArray xy = point.getAsJsonArray();
        vertices.add(
            new Region.Vertex(GeoJsonQueries.finite(xy.get(0)), GeoJsonQueries.finite(xy.get(1))));
      }
      regions.add(new Region(vertices));
    }
    String name = json.get("jpg_name").getAsString().strip();
    String caption = json.get("caption").getAsString().strip();
    if (caption.isEmpty() || regions.isEmpty()) {
      throw new IllegalArgumentException(name);
    }
    return new LocalizationQuery(image(folder, file, name), caption, "", regions);
  }

  private static Path image(Path folder, Path file, String name) {
    try {
      return IMAGE_FOLDERS.stream()
          .flatMap(part -> Stream.of(folder.resolve(part), file.resolveSibling(part)).distinct())
          .map(place -> place.resolve(Path.of(name).getFileName()))
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow(() -> new KamclException(LocalizationFileError.SCENE_MISSING, file, name));
    } catch (InvalidPathException e) {
      throw new KamclException(e, LocalizationFileError.SCENE_MISSING, file, name);
    }
  }
}
