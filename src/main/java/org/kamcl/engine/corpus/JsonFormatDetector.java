package org.kamcl.engine.corpus;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TextFiles;

/** Recognizes the format of a JSON corpus by the first elements of its lists. */
final class JsonFormatDetector {
  private static final int GLANCE = 4096;

  /** So many elements are looked at, because some may be damaged. */
  private static final int ELEMENTS = 10;

  private JsonFormatDetector() {}

  /** The format of a file; empty if it lists no images with captions, or cannot be read. */
  static Optional<CorpusFormat> detect(Path file) {
    try (JsonReader reader = new JsonReader(text(file))) {
      if (reader.peek() == JsonToken.BEGIN_ARRAY) {
        return first(reader, JsonEntry::isEntry).map(entry -> CorpusFormat.LIST_JSON);
      }
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return Optional.empty();
      }
      Set<String> keys = new HashSet<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        keys.add(name);
        if (reader.peek() != JsonToken.BEGIN_ARRAY) {
          reader.skipValue();
          continue;
        }
        Optional<CorpusFormat> format =
            first(reader, e -> formatOf(name, e).isPresent()).flatMap(e -> formatOf(name, e));
        if (format.isPresent()) {
          return format;
        }
        while (reader.hasNext()) {
          reader.skipValue();
        }
        reader.endArray();
      }
      if (JsonEntry.areKeys(keys)) {
        // The first line of JSON Lines, which is reported when the file is read.
        return Optional.of(CorpusFormat.DATASET_JSON);
      }
    } catch (IOException | IllegalStateException | JsonParseException | StackOverflowError e) {
      // Reading the file, if it is chosen, reports where it is damaged.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Reader text(Path file) throws IOException {
    byte[] head;
    try (InputStream in = RegularFiles.open(file)) {
      head = in.readNBytes(GLANCE);
    }
    Charset charset = TextFiles.charset(head);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(RegularFiles.open(file), charset));
    reader.mark(1);
    if (reader.read() != '\ufeff') {
      reader.reset();
    }
    return reader;
  }

  /** The first of some elements that matches, of an array that stays open. */
  private static Optional<JsonElement> first(JsonReader reader, Predicate<JsonElement> wanted)
      throws IOException {
    reader.beginArray();
    for (int i = 0; i < ELEMENTS && reader.hasNext(); i++) {
      JsonElement element = JsonParser.parseReader(reader);
      if (wanted.test(element)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /** The format that an element of a named array belongs to. */
  private static Optional<CorpusFormat> formatOf(String array, JsonElement element) {
    if (array.equals("annotations") && isCaption(element)) {
      return Optional.of(CorpusFormat.COCO_JSON);
    }
    if (!JsonEntry.isEntry(element)) {
      return Optional.empty();
    }
    if (array.equals("images")) {
      return Optional.of(CorpusFormat.DATASET_JSON);
    }
    boolean nwpu = element.getAsJsonObject().has("raw");
    return Optional.of(nwpu ? CorpusFormat.NWPU_JSON : CorpusFormat.LIST_JSON);
  }

  private static boolean isCaption(JsonElement element) {
    if (!element.isJsonObject()) {
      return false;
    }
    JsonObject json = element.getAsJsonObject();
    return json.has("image_id") && json.has("caption");
  }
}
