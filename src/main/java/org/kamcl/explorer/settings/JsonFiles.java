package org.kamcl.explorer.settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/** Reads and writes small JSON files, completely or not at all. */
final class JsonFiles {
  private JsonFiles() {}

  /** Loaded with the first write: creating it takes longer than reading the settings at start. */
  private static final class Format {
    private static final Gson GSON =
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  }

  /** A file is not a JSON object. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(@Nullable Throwable cause) {
      super(cause);
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws IOException if the file cannot be read
   * @throws DamagedException if it is not a JSON object
   */
  static JsonObject read(Path file) throws IOException, DamagedException {
    String text = text(file);
    try {
      JsonElement element = JsonParser.parseString(text);
      if (element.isJsonObject()) {
        return element.getAsJsonObject();
      }
    } catch (JsonParseException | StackOverflowError e) {
      // The parser recurses into nested arrays, so noise can exhaust the stack.
      throw new DamagedException(e);
    }
    throw new DamagedException(null);
  }

  /** The lines of a UTF-8 text file; invalid bytes do not cost the other lines. */
  static List<String> lines(Path file) throws IOException {
    return text(file).lines().toList();
  }

  private static String text(Path file) throws IOException {
    return new String(RegularFiles.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Writes a JSON object; readers see the old file or the new one, never a part. */
  static void write(Path file, JsonObject json) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFiles.createFolders(folder);
    }
    Path next = TemporaryName.beside(file);
    try {
      Files.writeString(next, text(json));
      TemporaryName.publish(next, file);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** The text of a JSON object, with a line for each member. */
  static String text(JsonObject json) {
    return Format.GSON.toJson(json) + "\n";
  }

  /** Where {@link #keepCopy} keeps a file. */
  static Path backup(Path file) {
    return file.resolveSibling(file.getFileName() + ".old");
  }

  /** Copies a file to its backup. */
  static void keepCopy(Path file) throws IOException {
    Files.copy(file, backup(file), StandardCopyOption.REPLACE_EXISTING);
  }
}
