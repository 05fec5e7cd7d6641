package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.RegularFiles;

/**
 * The file {@code run.json}: the description of a run, SHA-256 of the files that never change
 * ({@code files}), and a checksum of itself ({@code crc}). Files of earlier versions have the
 * description only.
 */
final class SpecFile {
  private static final String FILES = "files";
  private static final String CRC = "crc";
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private SpecFile() {}

  /** The text of the file of a new run, whose other files are in a folder. */
  static String create(RunSpec spec, Path folder, List<String> files) {
    JsonObject hashes = new JsonObject();
    files.forEach(name -> hashes.addProperty(name, ModelFiles.sha256(folder.resolve(name))));
    return text(spec, folder, hashes);
  }

  /** The text of the file with another description of the same run. */
  static String change(RunSpec spec, Path file) {
    JsonObject before = read(file);
    return text(
        spec,
        Objects.requireNonNull(file.toAbsolutePath().getParent()),
        before.get(FILES) instanceof JsonObject files ? files : new JsonObject());
  }

  /** The workspace of a run; null if the folder is in none. */
  static @Nullable Path workspace(Path run) {
    Path runs = run.toAbsolutePath().normalize().getParent();
    return runs == null ? null : runs.getParent();
  }

  private static String text(RunSpec spec, Path run, JsonObject files) {
    // A corpus of the workspace moves with it.
    RunSpec written = spec.withCorpus(MovedFolder.write(workspace(run), Path.of(spec.corpus())));
    JsonObject json = JsonParser.parseString(written.toJson()).getAsJsonObject();
    if (files.size() > 0) {
      json.add(FILES, files);
    }
    json.addProperty(CRC, sum(json));
    return PRETTY.toJson(json);
  }

  private static String sum(JsonObject json) {
    CRC32C sum = new CRC32C();
    sum.update(json.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /**
   * Reads the file.
   *
   * @throws KamclException if it is missing or damaged
   */
  static JsonObject read(Path file) {
    try (InputStream in = RegularFiles.open(file)) {
      JsonElement parsed =
          JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (parsed.isJsonObject()) {
        JsonObject json = parsed.getAsJsonObject();
        JsonElement stated = json.remove(CRC);
        boolean intact =
            stated == null ? !json.has(FILES) : stated.toString().equals('"' + sum(json) + '"');
        if (intact) {
          return json;
        }
      }
      throw new KamclException(RunError.SPEC_DAMAGED, file);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_UNREADABLE, file);
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      throw new KamclException(e, RunError.SPEC_DAMAGED, file);
    }
  }

  /**
   * Checks the files of the run that never change.
   *
   * @throws KamclException if one is missing or has another content
   */
  static void checkFiles(Path file) {
    if (!(read(file).get(FILES) instanceof JsonObject files)) {
      return;
    }
    for (String name : files.keySet()) {
      Path other = file.resolveSibling(name);
      if (!Files.exists(other)) {
        throw new KamclException(RunError.RUN_FILE_MISSING, other);
      }
      if (!ModelFiles.sha256(other).equals(files.get(name).getAsString())) {
        throw new KamclException(RunError.RUN_FILE_DAMAGED, other);
      }
    }
  }
}
