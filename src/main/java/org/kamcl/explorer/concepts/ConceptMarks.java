package org.kamcl.explorer.concepts;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kamcl.error.KamclException;
import org.kamcl.file.JsonValues;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.SealedJson;

/**
 * Which concepts the user marked as visible in images, or as not visible: a small JSON file of the
 * workspace, for all models. Thread-safe.
 *
 * <pre>{"visual": ["shadow"], "notVisual": ["many"], "sha256": "..."}</pre>
 */
public final class ConceptMarks {
  /** Name of the file in the workspace. */
  public static final String FILE_NAME = "concept-marks.json";

  private static final String VISUAL = "visual";
  private static final String NOT_VISUAL = "notVisual";

  private final Path file;

  /**
   * @param file need not exist
   */
  public ConceptMarks(Path file) {
    this.file = file;
  }

  /**
   * The marks: whether a concept is visible, by its name.
   *
   * @throws KamclException if the file cannot be read or is damaged
   */
  public synchronized Map<String, Boolean> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      String text = new String(RegularFiles.readAllBytes(file), StandardCharsets.UTF_8);
      return JsonValues.read(() -> parse(text));
    } catch (IOException e) {
      throw new KamclException(e, ConceptError.MARKS_NOT_READ, file);
    } catch (JsonParseException | StackOverflowError e) {
      throw new KamclException(e, ConceptError.MARKS_DAMAGED, file);
    }
  }

  private static Map<String, Boolean> parse(String text) {
    Map<String, Boolean> marks = new TreeMap<>();
    JsonObject json = SealedJson.read(text);
    read(json, VISUAL, true, marks);
    read(json, NOT_VISUAL, false, marks);
    return Map.copyOf(marks);
  }

  private static void read(
      JsonObject json, String member, boolean visual, Map<String, Boolean> marks) {
    JsonElement names = json.get(member);
    if (names != null) {
      names.getAsJsonArray().forEach(name -> marks.put(name.getAsString(), visual));
    }
  }

  /**
   * Marks a concept.
   *
   * @param visual empty removes its mark
   * @return all marks
   * @throws KamclException if the file is damaged or cannot be written; then nothing has changed
   */
  public synchronized Map<String, Boolean> mark(String concept, Optional<Boolean> visual) {
    Map<String, Boolean> marks = new TreeMap<>(read());
    if (visual.isPresent()) {
      marks.put(concept, visual.get());
    } else {
      marks.remove(concept);
    }
    JsonObject json = new JsonObject();
    json.add(VISUAL, names(marks, true));
    json.add(NOT_VISUAL, names(marks, false));
    try {
      OutputFiles.replace(
          file,
          out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(SealedJson.write(json));
            writer.flush();
          });
    } catch (IOException e) {
      throw new KamclException(
          e, ConceptError.MARKS_NOT_WRITTEN, file, String.valueOf(e.getMessage()));
    }
    return Map.copyOf(marks);
  }

  private static JsonArray names(Map<String, Boolean> marks, boolean visual) {
    JsonArray names = new JsonArray();
    marks.forEach(
        (name, isVisual) -> {
          if (isVisual == visual) {
            names.add(name);
          }
        });
    return names;
  }
}
