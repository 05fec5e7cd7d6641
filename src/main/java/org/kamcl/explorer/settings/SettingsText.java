package org.kamcl.explorer.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Settings as lines and back. */
final class SettingsText {
  /** Larger numbers are no place on any screen. */
  private static final double FAR = 100_000;

  private static final int LONGEST = 2_000;

  private final Path file;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  private SettingsText(Path file) {
    this.file = file;
  }

  static SettingsText parse(Path file, List<String> lines) {
    SettingsText text = new SettingsText(file);
    Map<String, String> known = lines(Settings.DEFAULTS);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (equals < 0) {
        text.problem("line " + (i + 1) + " is no 'name = value' and is left out");
      } else if (known.containsKey(line.substring(0, equals).strip())) {
        text.values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      } else {
        String key = line.substring(0, equals).strip();
        boolean name = key.matches("[a-z][a-z0-9.]{0,60}");
        if (name && line.length() < LONGEST) {
          // Perhaps of a newer version; it is written back.
          text.unknown.add(line);
        }
        text.problem(
            name ? "nothing is known of " + key : "line " + (i + 1) + " has no name of a setting");
      }
    }
    return text;
  }

  /** All lines in the order of the file. */
  static Map<String, String> lines(Settings settings) {
    Map<String, String> lines = new LinkedHashMap<>();
    Settings.Appearance appearance = settings.appearance();
    lines.put("colours", name(appearance.theme()));
    lines.put("colours.system.dark", String.valueOf(appearance.systemDark()));
    lines.put("motion.system.still", String.valueOf(appearance.systemReducesMotion()));
    lines.put("text.percent", String.valueOf(appearance.textPercent()));
    lines.put("language", appearance.language().isEmpty() ? "system" : appearance.language());
    lines.put("motion", name(appearance.motion()));
    Settings.WindowBounds windowBounds = settings.bounds();
    lines.put("window.placed", String.valueOf(windowBounds.positionKnown()));
    lines.put("window.x", number(windowBounds.x()));
    lines.put("window.y", number(windowBounds.y()));
    lines.put("window.width", number(windowBounds.width()));
    lines.put("window.height", number(windowBounds.height()));
    lines.put("window.maximised", String.valueOf(windowBounds.maximized()));
    Settings.Layout layout = settings.layout();
    lines.put("map.shown", String.valueOf(layout.map()));
    lines.put("map.width", number(layout.mapWidth()));
    lines.put("results.view", layout.view());
    lines.put("results.thumbnail", String.valueOf(layout.thumbnailSize()));
    lines.put("query", settings.query().replaceAll("\\R", " "));
    return lines;
  }

  Settings settings() {
    Settings standard = Settings.DEFAULTS;
    Settings.Appearance appearance =
        new Settings.Appearance(
            choice("colours", Settings.ThemeChoice.class, standard.appearance().theme()),
            flag("colours.system.dark", standard.appearance().systemDark()),
            flag("motion.system.still", standard.appearance().systemReducesMotion()),
            (int)
                number(
                    "text.percent",
                    Settings.Appearance.MIN_TEXT_PERCENT,
                    Settings.Appearance.MAX_TEXT_PERCENT,
                    standard.appearance().textPercent()),
            language(),
            choice("motion", Settings.Motion.class, standard.appearance().motion()));
    Settings.WindowBounds windowBounds =
        new Settings.WindowBounds(
            number("window.x", -FAR, FAR, standard.bounds().x()),
            number("window.y", -FAR, FAR, standard.bounds().y()),
            number("window.width", 1, FAR, standard.bounds().width()),
            number("window.height", 1, FAR, standard.bounds().height()),
            flag("window.maximised", standard.bounds().maximized()),
            flag("window.placed", standard.bounds().positionKnown()));
    Settings.Layout layout =
        new Settings.Layout(
            flag("map.shown", standard.layout().map()),
            number("map.width", 0, FAR, standard.layout().mapWidth()),
            word("results.view", standard.layout().view()),
            (int) number("results.thumbnail", 1, FAR, standard.layout().thumbnailSize()));
    String query = values.getOrDefault("query", standard.query());
    return new Settings(appearance, windowBounds, layout, query.length() > LONGEST ? "" : query);
  }

  List<String> problems() {
    return problems;
  }

  List<String> unknown() {
    return unknown;
  }

  private void problem(String what) {
    problems.add("In the settings " + file + " " + what + ".");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type, E standard) {
    String value = values.get(key);
    if (value == null) {
      return standard;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(SettingsText::name).toList();
    problem(key + " is '" + value + "' instead of one of " + names);
    return standard;
  }

  private boolean flag(String key, boolean standard) {
    String value = values.get(key);
    if (value == null || value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return value == null ? standard : Boolean.parseBoolean(value);
    }
    problem(key + " is '" + value + "' instead of true or false");
    return standard;
  }

  private double number(String key, double least, double most, double standard) {
    String value = values.get(key);
    if (value == null) {
      return standard;
    }
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number that is out of range.
    }
    problem(
        key
            + " is '"
            + value
            + "' instead of a number from "
            + number(least)
            + " to "
            + number(most));
    return standard;
  }

  private String language() {
    String tag = values.getOrDefault("language", "system");
    if (tag.equals("system")) {
      return "";
    }
    if (tag.matches("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")) {
      return tag.replace('_', '-');
    }
    problem("language is '" + tag + "' instead of system or a tag such as en or zh");
    return "";
  }

  private String word(String key, String standard) {
    String value = values.getOrDefault(key, standard);
    if (value.matches("[a-z]{1,40}")) {
      return value;
    }
    problem(key + " is '" + value + "' instead of a name");
    return standard;
  }
}
