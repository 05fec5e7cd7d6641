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
    Settings.Look look = settings.look();
    lines.put("colours", name(look.colours()));
    lines.put("colours.system.dark", String.valueOf(look.systemDark()));
    lines.put("motion.system.still", String.valueOf(look.systemStill()));
    lines.put("text.percent", String.valueOf(look.textPercent()));
    lines.put("language", look.language().isEmpty() ? "system" : look.language());
    lines.put("motion", name(look.motion()));
    Settings.Frame frame = settings.frame();
    lines.put("window.placed", String.valueOf(frame.placed()));
    lines.put("window.x", number(frame.x()));
    lines.put("window.y", number(frame.y()));
    lines.put("window.width", number(frame.width()));
    lines.put("window.height", number(frame.height()));
    lines.put("window.maximised", String.valueOf(frame.maximised()));
    Settings.Panes panes = settings.panes();
    lines.put("map.shown", String.valueOf(panes.map()));
    lines.put("map.width", number(panes.mapWidth()));
    lines.put("results.view", panes.view());
    lines.put("results.thumbnail", String.valueOf(panes.thumbnail()));
    lines.put("query", settings.query().replaceAll("\\R", " "));
    return lines;
  }

  Settings settings() {
    Settings standard = Settings.DEFAULTS;
    Settings.Look look =
        new Settings.Look(
            choice("colours", Settings.Colours.class, standard.look().colours()),
            flag("colours.system.dark", standard.look().systemDark()),
            flag("motion.system.still", standard.look().systemStill()),
            (int)
                number(
                    "text.percent",
                    Settings.Look.SMALLEST_TEXT,
                    Settings.Look.LARGEST_TEXT,
                    standard.look().textPercent()),
            language(),
            choice("motion", Settings.Motion.class, standard.look().motion()));
    Settings.Frame frame =
        new Settings.Frame(
            number("window.x", -FAR, FAR, standard.frame().x()),
            number("window.y", -FAR, FAR, standard.frame().y()),
            number("window.width", 1, FAR, standard.frame().width()),
            number("window.height", 1, FAR, standard.frame().height()),
            flag("window.maximised", standard.frame().maximised()),
            flag("window.placed", standard.frame().placed()));
    Settings.Panes panes =
        new Settings.Panes(
            flag("map.shown", standard.panes().map()),
            number("map.width", 0, FAR, standard.panes().mapWidth()),
            word("results.view", standard.panes().view()),
            (int) number("results.thumbnail", 1, FAR, standard.panes().thumbnail()));
    String query = values.getOrDefault("query", standard.query());
    return new Settings(look, frame, panes, query.length() > LONGEST ? "" : query);
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
