package org.kamcl.explorer.bulk;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.SealedJson;

/**
 * The parts of a complete folder of embeddings. A job writes it when all its files are embedded.
 *
 * @param settings of all parts
 * @param parts by run, then by name
 */
public record Manifest(EmbeddingSettings settings, List<Commit> parts) {
  /** Name of its file in the folder. */
  public static final String FILE = "manifest.json";

  /** The folder with the files of the parts. */
  public static final String PARTS = "parts";

  /** The folder with the commits. */
  public static final String COMMITS = "commits";

  private static final int VERSION = 1;

  /** Sorts the parts. */
  public Manifest {
    parts =
        parts.stream()
            .sorted(Comparator.comparingInt(Commit::run).thenComparing(Commit::part))
            .toList();
  }

  /** Number of images of all parts. */
  public long images() {
    return parts.stream().mapToLong(Commit::images).sum();
  }

  /** As the text of a file. */
  public String format() {
    JsonObject json = new JsonObject();
    json.addProperty("version", VERSION);
    json.add("settings", settings.json());
    json.addProperty("images", images());
    JsonArray list = new JsonArray();
    parts.forEach(part -> list.add(part.json()));
    json.add("parts", list);
    return SealedJson.write(json);
  }

  /**
   * Reads the manifest of a folder.
   *
   * @throws KamclException if it is missing, damaged, or of a later version
   */
  public static Manifest read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new KamclException(BulkError.NO_MANIFEST, folder);
    }
    try {
      JsonObject json = SealedJson.read(RegularFiles.readString(file));
      int version = json.get("version").getAsInt();
      if (version > VERSION) {
        throw new KamclException(BulkError.VERSION_UNKNOWN, file, version);
      }
      List<Commit> parts = new ArrayList<>();
      for (JsonElement part : json.getAsJsonArray("parts")) {
        parts.add(Commit.of(part.getAsJsonObject()));
      }
      return new Manifest(EmbeddingSettings.of(json.getAsJsonObject("settings")), parts);
    } catch (IOException
        | JsonParseException
        | IllegalStateException
        | NullPointerException
        | NumberFormatException e) {
      throw new KamclException(e, BulkError.FILE_DAMAGED, file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks that the files of a part are those that were committed.
   *
   * @throws KamclException if one is missing or has changed
   */
  public static void verify(Path folder, Commit part) {
    for (Map.Entry<String, String> entry : part.hashes().entrySet()) {
      Path file = folder.resolve(PARTS).resolve(entry.getKey());
      if (!Files.isRegularFile(file)) {
        throw new KamclException(BulkError.FILE_MISSING, file);
      }
      if (!ModelFiles.sha256(file).equals(entry.getValue())) {
        throw new KamclException(BulkError.FILE_DAMAGED, file, "SHA-256");
      }
    }
  }
}
