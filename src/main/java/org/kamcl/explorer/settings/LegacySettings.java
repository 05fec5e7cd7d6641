package org.kamcl.explorer.settings;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kamcl.error.Problem;

/**
 * Converts the text format of versions before 0.2, lines such as {@code text.percent = 150}, to the
 * JSON document of {@link SettingsJson}, which checks the values.
 */
final class LegacySettings {
  /** The file name of the old format. */
  static final String FILE_NAME = "settings.txt";

  private enum Type {
    STRING,
    BOOLEAN,
    NUMBER
  }

  /** Where a value of the old format goes. */
  private record Target(String group, String key, Type type) {}

  private static final Map<String, Target> TARGETS =
      Map.ofEntries(
          Map.entry("colours", new Target(SettingsJson.APPEARANCE, "theme", Type.STRING)),
          Map.entry(
              "colours.system.dark",
              new Target(SettingsJson.APPEARANCE, "systemDark", Type.BOOLEAN)),
          Map.entry(
              "motion.system.still",
              new Target(SettingsJson.APPEARANCE, "systemReducesMotion", Type.BOOLEAN)),
          Map.entry(
              "text.percent", new Target(SettingsJson.APPEARANCE, "textPercent", Type.NUMBER)),
          Map.entry("language", new Target(SettingsJson.APPEARANCE, "language", Type.STRING)),
          Map.entry("motion", new Target(SettingsJson.APPEARANCE, "motion", Type.STRING)),
          Map.entry(
              "window.placed", new Target(SettingsJson.WINDOW, "positionKnown", Type.BOOLEAN)),
          Map.entry("window.x", new Target(SettingsJson.WINDOW, "x", Type.NUMBER)),
          Map.entry("window.y", new Target(SettingsJson.WINDOW, "y", Type.NUMBER)),
          Map.entry("window.width", new Target(SettingsJson.WINDOW, "width", Type.NUMBER)),
          Map.entry("window.height", new Target(SettingsJson.WINDOW, "height", Type.NUMBER)),
          Map.entry("window.maximised", new Target(SettingsJson.WINDOW, "maximized", Type.BOOLEAN)),
          Map.entry("map.shown", new Target(SettingsJson.LAYOUT, "mapVisible", Type.BOOLEAN)),
          Map.entry("map.width", new Target(SettingsJson.LAYOUT, "mapWidth", Type.NUMBER)),
          Map.entry("results.view", new Target(SettingsJson.LAYOUT, "view", Type.STRING)),
          Map.entry(
              "results.thumbnail", new Target(SettingsJson.LAYOUT, "thumbnailSize", Type.NUMBER)));

  private LegacySettings() {}

  /**
   * Converts lines.
   *
   * @param file named in problems
   * @param problems receives one problem for each line that is not usable
   */
  static JsonObject convert(Path file, List<String> lines, List<Problem> problems) {
    JsonObject document = new JsonObject();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String key = line.substring(0, Math.max(0, equals)).strip();
      String value = line.substring(equals + 1).strip();
      if (key.equals(SettingsJson.QUERY)) {
        document.addProperty(SettingsJson.QUERY, value);
      } else if (TARGETS.containsKey(key)) {
        add(document, TARGETS.get(key), value);
      } else if (key.matches("[a-z][a-z0-9.]{0,60}")) {
        problems.add(Problem.of(SettingsError.UNKNOWN_SETTING, file, key).in(file));
      } else {
        problems.add(Problem.of(SettingsError.LINE_INVALID, file, i + 1).in(file));
      }
    }
    return document;
  }

  private static void add(JsonObject document, Target target, String value) {
    if (!document.has(target.group)) {
      document.add(target.group, new JsonObject());
    }
    document.getAsJsonObject(target.group).add(target.key, primitive(target.type, value));
  }

  /** A value that does not have the expected type stays text, and is reported when it is read. */
  private static JsonPrimitive primitive(Type type, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (type == Type.BOOLEAN && (lower.equals("true") || lower.equals("false"))) {
      return new JsonPrimitive(Boolean.parseBoolean(lower));
    }
    if (type == Type.NUMBER) {
      try {
        return new JsonPrimitive(Double.parseDouble(value));
      } catch (NumberFormatException e) {
        return new JsonPrimitive(value);
      }
    }
    return new JsonPrimitive(value);
  }
}
