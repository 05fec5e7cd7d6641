package org.kamcl.explorer.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.file.JsonValues;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The corpora that were read last, in a file of the workspace that only its owner can read. The
 * list is a convenience: a file that is missing or damaged is an empty list. Thread-safe.
 */
final class RecentCorpora {
  /** Number of corpora that are kept. */
  static final int MOST = 12;

  private static final Logger LOG = LoggerFactory.getLogger(RecentCorpora.class);

  private final Path folder;
  private final Path file;

  /**
   * @param folder is created with the first corpus
   */
  RecentCorpora(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("recent-corpora.json");
  }

  /** The corpora, the last one first. */
  synchronized List<Path> list() {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try {
      String text = RegularFiles.readString(file);
      for (JsonElement place :
          JsonValues.read(() -> JsonParser.parseString(text).getAsJsonArray())) {
        found.add(JsonValues.read(() -> MovedFolder.read(folder.getParent(), place.getAsString())));
      }
    } catch (IOException | JsonParseException e) {
      LOG.warn("The list of recent corpora {} is not used: {}", file, e.toString());
    }
    return found.stream().distinct().limit(MOST).toList();
  }

  /** Puts a corpus first. */
  synchronized void add(Path location) {
    Path added = location.toAbsolutePath().normalize();
    List<Path> before = list();
    if (!before.isEmpty() && before.get(0).equals(added)) {
      return;
    }
    JsonArray json = new JsonArray();
    json.add(MovedFolder.write(folder.getParent(), added));
    before.stream()
        .filter(place -> !place.equals(added))
        .limit(MOST - 1L)
        .forEach(place -> json.add(MovedFolder.write(folder.getParent(), place)));
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    try {
      PrivateFiles.createFolders(folder);
      PrivateFiles.replace(file, text);
    } catch (IOException e) {
      // A workspace that cannot be written costs only the list.
      LOG.warn("The list of recent corpora {} is not kept: {}", file, e.toString());
    }
  }
}
