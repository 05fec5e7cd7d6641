package org.kamcl.explorer.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.kamcl.file.RegularFiles;

/** The settings with marks around every text that is not one of the program's own choices. */
final class SettingsText {
  /** Settings whose texts are choices; what another setting holds may be typed by a person. */
  private static final Set<String> CHOICES =
      Set.of("theme", "motion", "language", "view", "inspected", "perspective", "axis");

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private SettingsText() {}

  /** The content of the settings file; a sentence if it cannot be read. */
  static String read(Path file) {
    try {
      JsonElement json = JsonParser.parseString(RegularFiles.readString(file));
      return GSON.toJson(marked("", json)) + "\n";
    } catch (IOException | JsonParseException e) {
      return "The settings could not be read: " + e.getClass().getName() + "\n";
    }
  }

  private static JsonElement marked(String key, JsonElement value) {
    if (value instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.entrySet().forEach(e -> copy.add(e.getKey(), marked(e.getKey(), e.getValue())));
      return copy;
    }
    if (value instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      // A list of names is as personal as a name.
      array.forEach(item -> copy.add(marked("", item)));
      return copy;
    }
    boolean text = value instanceof JsonPrimitive primitive && primitive.isString();
    return text && !CHOICES.contains(key) && !value.getAsString().isEmpty()
        ? new JsonPrimitive(PersonalText.mark(value.getAsString()))
        : value;
  }
}
