package org.kamcl.engine.corpus;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the two JSON formats: that of RSICD, UCM-Captions and Sydney-Captions, and that of
 * NWPU-Captions.
 */
final class CaptionJsonReader {
  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private static final int GLANCE = 4096;
  private final CorpusBuilder corpusBuilder;

  CaptionJsonReader(CorpusBuilder corpusBuilder) {
    this.corpusBuilder = corpusBuilder;
  }

  /**
   * Whether the file starts like NWPU-Captions: a category with a list instead of {@code images}.
   */
  static boolean looksLikeNwpu(Path file) {
    try (var in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(GLANCE), StandardCharsets.UTF_8);
      return start.contains("\"raw_1\"") && !start.contains("\"sentences\"");
    } catch (IOException e) {
      return false;
    }
  }

  void read(Path file) {
    String text = TextDecoder.read(file, corpusBuilder);
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (reader.peek() != JsonToken.BEGIN_ARRAY) {
          reader.skipValue();
        } else {
          images(file, reader, name.equals("images") ? null : name);
        }
      }
      reader.endObject();
    } catch (IOException | IllegalStateException | JsonParseException | StackOverflowError e) {
      corpusBuilder.addProblem(
          CorpusError.JSON_DAMAGED, file, line(String.valueOf(e.getMessage())));
    }
  }

  private void images(Path file, JsonReader reader, String category) throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      // hasNext() has moved the reader past white space to the line of the element.
      int line = line(reader.toString());
      JsonElement element = JsonParser.parseReader(reader);
      try {
        image(file, line, category, element.getAsJsonObject());
      } catch (IllegalStateException
          | ClassCastException
          | NullPointerException
          | UnsupportedOperationException e) {
        corpusBuilder.addProblem(CorpusError.JSON_ENTRY_UNUSABLE, file, line);
      }
    }
    reader.endArray();
  }

  private void image(Path file, int line, String category, JsonObject json) {
    String filename = json.get("filename").getAsString();
    String split = json.has("split") ? json.get("split").getAsString() : "test";
    List<String> captions = new ArrayList<>();
    if (json.has("sentences")) {
      JsonArray sentences = json.getAsJsonArray("sentences");
      for (JsonElement sentence : sentences) {
        captions.add(sentence.getAsJsonObject().get("raw").getAsString());
      }
    } else {
      captions.add(json.get("raw").getAsString());
      for (int i = 1; json.has("raw_" + i); i++) {
        captions.add(json.get("raw_" + i).getAsString());
      }
    }
    corpusBuilder.addImage(file, line, category, filename, split, captions);
  }

  private static int line(String location) {
    Matcher matcher = LINE.matcher(location);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
