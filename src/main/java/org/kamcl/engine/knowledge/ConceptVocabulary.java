package org.kamcl.engine.knowledge;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * The concepts of a model in the order of the outputs of its concept heads. Concepts that are
 * marked as not visual (quantifiers, relations) are learned but not shown in explanations.
 * Immutable.
 */
public final class ConceptVocabulary {
  private final List<String> names;
  private final Set<String> notVisual;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * @param names distinct, in the order of the outputs
   * @throws KamclException if a name occurs twice
   */
  public ConceptVocabulary(List<String> names) {
    this(names, Set.of());
  }

  /**
   * @param notVisual subset of the names
   * @throws KamclException if a name occurs twice or a marked word is no concept
   */
  public ConceptVocabulary(List<String> names, Set<String> notVisual) {
    this.names = List.copyOf(names);
    this.notVisual = Set.copyOf(notVisual);
    for (String name : names) {
      if (indices.put(name, indices.size()) != null) {
        throw new KamclException(KnowledgeError.DUPLICATE_CONCEPT, name);
      }
    }
    for (String name : notVisual) {
      if (!indices.containsKey(name)) {
        throw new KamclException(KnowledgeError.UNKNOWN_NON_VISUAL_CONCEPT, name);
      }
    }
  }

  /** Number of concepts. */
  public int size() {
    return names.size();
  }

  /** The names in the order of the outputs. */
  public List<String> names() {
    return names;
  }

  /** Index of a concept, 0..size-1, or -1 if the word is not a concept. */
  public int indexOf(String word) {
    return indices.getOrDefault(word, -1);
  }

  /** Whether a concept can be seen in an image. */
  public boolean isVisual(int index) {
    return !notVisual.contains(names.get(index));
  }

  /**
   * The concepts in a caption as a multi-hot vector.
   *
   * @param width at least {@link #size()}
   * @return [width], 1 for each concept among the tokens, 0 elsewhere
   */
  public float[] multiHot(List<String> tokens, int width) {
    float[] vector = new float[width];
    for (String token : tokens) {
      int index = indexOf(token);
      if (index >= 0) {
        vector[index] = 1;
      }
    }
    return vector;
  }

  /**
   * Reads a JSON array of names, or {@code {"concepts": [...], "notVisual": [...]}}.
   *
   * @throws KamclException if the file cannot be read or is not a list of concepts
   */
  public static ConceptVocabulary read(Path file) {
    return FileMemory.limited(file, () -> parse(file));
  }

  private static ConceptVocabulary parse(Path file) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(() -> parse(JsonParser.parseString(text)));
    } catch (IOException e) {
      throw new KamclException(e, KnowledgeError.FILE_UNREADABLE, file);
    } catch (JsonParseException e) {
      throw new KamclException(e, KnowledgeError.FILE_DAMAGED, file);
    }
  }

  private static ConceptVocabulary parse(JsonElement json) {
    if (json.isJsonArray()) {
      return new ConceptVocabulary(strings(json.getAsJsonArray()));
    }
    JsonObject object = json.getAsJsonObject();
    JsonArray marked = object.getAsJsonArray("notVisual");
    return new ConceptVocabulary(
        strings(object.getAsJsonArray("concepts")),
        marked == null ? Set.of() : new LinkedHashSet<>(strings(marked)));
  }

  private static List<String> strings(JsonArray array) {
    List<String> strings = new ArrayList<>();
    for (JsonElement element : array) {
      if (!element.getAsJsonPrimitive().isString() || element.getAsString().isBlank()) {
        throw new JsonParseException("A name is no text.");
      }
      strings.add(element.getAsString());
    }
    return strings;
  }

  /** The vocabulary in the format that {@link #read} reads. */
  public String toJson() {
    Gson gson = new Gson().newBuilder().disableHtmlEscaping().setPrettyPrinting().create();
    if (notVisual.isEmpty()) {
      return gson.toJson(names);
    }
    return gson.toJson(
        Map.of(
            "concepts", names, "notVisual", names.stream().filter(notVisual::contains).toList()));
  }
}
