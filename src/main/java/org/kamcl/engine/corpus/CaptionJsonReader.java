package org.kamcl.engine.corpus;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the JSON formats: that of RSICD, UCM-Captions and Sydney-Captions, that of NWPU-Captions,
 * that of COCO, and arrays of images with captions.
 */
final class CaptionJsonReader {
  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private static final Pattern SPLIT = Pattern.compile("(?<![a-z])(train|val|test)");
  private static final String DEFAULT_SPLIT = "test";

  private final CorpusBuilder corpusBuilder;

  CaptionJsonReader(CorpusBuilder corpusBuilder) {
    this.corpusBuilder = corpusBuilder;
  }

  /** Adds the images of a file; each entry has all captions of an image. */
  void readImages(Path file) {
    read(
        file,
        (name, line, element) -> {
          Optional<JsonEntry> entry = usable(file, line, element);
          entry.ifPresent(
              e ->
                  corpusBuilder.addImage(
                      file,
                      line,
                      name.equals("images") ? null : name,
                      e.filename(),
                      e.split().orElse(DEFAULT_SPLIT),
                      e.captions(),
                      e.category()));
        });
  }

  /** Adds the images of arrays; an image may have several entries, with a caption each. */
  void readLists(List<Path> files) {
    for (Path file : files) {
      String split = splitOf(file);
      read(
          file,
          (name, line, element) ->
              usable(file, line, element)
                  .ifPresent(e -> addCaptions(file, line, e, e.split().orElse(split))));
    }
  }

  private void addCaptions(Path file, int line, JsonEntry entry, String split) {
    for (String caption : entry.captions()) {
      corpusBuilder.addCaption(file, line, entry.filename(), split, caption, entry.category());
    }
  }

  private Optional<JsonEntry> usable(Path file, int line, JsonElement element) {
    Optional<JsonEntry> entry = JsonEntry.of(element);
    if (entry.isEmpty()) {
      corpusBuilder.addProblem(CorpusError.JSON_ENTRY_UNUSABLE, file, line);
    }
    return entry;
  }

  /** A caption of COCO, whose image may be listed after it. */
  private record Annotation(int line, String image, String caption) {}

  /** Adds the captions of COCO: images with ids, and annotations with the ids of images. */
  void readCoco(List<Path> files) {
    for (Path file : files) {
      Map<String, String> names = new HashMap<>();
      List<Annotation> annotations = new ArrayList<>();
      read(
          file,
          (name, line, element) -> {
            JsonObject json = element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
            if (name.equals("images")) {
              Optional<String> id = JsonEntry.text(json, List.of("id"));
              Optional<String> filename = JsonEntry.text(json, List.of("file_name", "filename"));
              if (id.isPresent() && filename.isPresent()) {
                names.put(id.get(), filename.get());
              } else {
                corpusBuilder.addProblem(CorpusError.JSON_ENTRY_UNUSABLE, file, line);
              }
            } else if (name.equals("annotations")) {
              Optional<String> id = JsonEntry.text(json, List.of("image_id"));
              Optional<String> caption = JsonEntry.text(json, List.of("caption"));
              if (id.isPresent() && caption.isPresent()) {
                annotations.add(new Annotation(line, id.get(), caption.get()));
              } else {
                corpusBuilder.addProblem(CorpusError.JSON_ENTRY_UNUSABLE, file, line);
              }
            }
          });
      addAnnotations(file, names, annotations);
    }
  }

  private void addAnnotations(Path file, Map<String, String> names, List<Annotation> annotations) {
    String split = splitOf(file);
    for (Annotation annotation : annotations) {
      String filename = names.get(annotation.image);
      if (filename == null) {
        corpusBuilder.addProblem(
            CorpusError.JSON_IMAGE_UNKNOWN, file, annotation.line, annotation.image);
      } else {
        corpusBuilder.addCaption(file, annotation.line, filename, split, annotation.caption);
      }
    }
  }

  /** The split that the name of a file says, such as captions_train2017.json. */
  private static String splitOf(Path file) {
    Matcher split = SPLIT.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT));
    return split.find() ? split.group(1) : DEFAULT_SPLIT;
  }

  /** Receives the elements of the arrays of a file. */
  private interface Elements {
    /**
     * @param name of the array; empty for one that is the whole document
     * @param line of the file, from 1
     */
    void accept(String name, int line, JsonElement element);
  }

  private void read(Path file, Elements elements) {
    String text = TextDecoder.read(file, corpusBuilder);
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      boolean found = false;
      if (reader.peek() == JsonToken.BEGIN_ARRAY) {
        found = array(reader, "", elements);
      } else if (reader.peek() == JsonToken.BEGIN_OBJECT) {
        reader.beginObject();
        while (reader.hasNext()) {
          String name = reader.nextName();
          if (reader.peek() == JsonToken.BEGIN_ARRAY) {
            found |= array(reader, name, elements);
          } else {
            reader.skipValue();
          }
        }
        reader.endObject();
      } else {
        reader.skipValue();
      }
      if (!isAtEnd(reader)) {
        corpusBuilder.addProblem(
            CorpusError.JSON_HAS_MORE_DOCUMENTS, file, line(reader.toString()));
      } else if (!found) {
        corpusBuilder.addProblem(CorpusError.JSON_WITHOUT_IMAGES, file);
      }
    } catch (IOException | IllegalStateException | JsonParseException | StackOverflowError e) {
      corpusBuilder.addProblem(
          CorpusError.JSON_DAMAGED, file, line(String.valueOf(e.getMessage())));
    }
  }

  /** Whether nothing follows the document; what follows is not JSON in a strict reader. */
  private static boolean isAtEnd(JsonReader reader) throws IOException {
    try {
      return reader.peek() == JsonToken.END_DOCUMENT;
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  /**
   * Reads an array. Plain values are passed over: arrays such as that of the splits have them.
   *
   * @return whether it has an object
   */
  private static boolean array(JsonReader reader, String name, Elements elements)
      throws IOException {
    boolean found = false;
    reader.beginArray();
    while (reader.hasNext()) {
      // hasNext() has moved the reader past white space to the line of the element.
      int line = line(reader.toString());
      JsonElement element = JsonParser.parseReader(reader);
      if (element.isJsonObject() || name.equals("images")) {
        found |= element.isJsonObject();
        elements.accept(name, line, element);
      }
    }
    reader.endArray();
    return found;
  }

  private static int line(String location) {
    Matcher matcher = LINE.matcher(location);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
