package org.kamcl.explorer.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.Problem;

/**
 * Settings as a JSON document: an object per group ({@code appearance}, {@code window}, {@code
 * layout}, {@code overlays}, {@code training}, {@code guidance}) and the last query. An invalid
 * value is replaced by its default and reported; a key that is not known is reported and written
 * back, since a later version may have written it.
 */
final class SettingsJson {
  static final String APPEARANCE = "appearance";
  static final String WINDOW = "window";
  static final String LAYOUT = "layout";
  static final String OVERLAYS = "overlays";
  static final String QUERY = "query";
  static final String PERSPECTIVE = "perspective";
  static final String TRAINING = "training";
  static final String GUIDANCE = "guidance";

  static final String FORMAT = "formatVersion";
  private static final int FORMAT_VERSION = 1;

  /** The file writes this for the language of the operating system. */
  private static final String SYSTEM_LANGUAGE = "system";

  /** No screen has larger coordinates. */
  private static final double MAX_COORDINATE = 100_000;

  private static final int MAX_QUERY_LENGTH = 2_000;

  private final Path file;
  private final JsonObject document;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsJson(Path file, JsonObject document) {
    this.file = file;
    this.document = document;
  }

  /**
   * Reads settings.
   *
   * @param file named in problems
   * @param problems receives one problem for each value that is not usable
   */
  static Settings read(Path file, JsonObject document, List<Problem> problems) {
    SettingsJson reader = new SettingsJson(file, document);
    Settings settings = reader.settings();
    reader.reportUnknown("", document, write(Settings.DEFAULTS, new JsonObject()));
    problems.addAll(reader.problems);
    return settings;
  }

  /**
   * Writes settings.
   *
   * @param previous the document that was read; its unknown keys are kept
   */
  static JsonObject write(Settings settings, JsonObject previous) {
    JsonObject json = previous.deepCopy();
    json.addProperty(FORMAT, FORMAT_VERSION);
    Settings.Appearance appearance = settings.appearance();
    JsonObject group = group(json, APPEARANCE);
    group.addProperty("theme", name(appearance.theme()));
    group.addProperty("systemDark", appearance.systemDark());
    group.addProperty("systemReducesMotion", appearance.systemReducesMotion());
    group.addProperty("textPercent", appearance.textPercent());
    String language = appearance.language();
    group.addProperty("language", language.isEmpty() ? SYSTEM_LANGUAGE : language);
    group.addProperty("motion", name(appearance.motion()));
    Settings.WindowBounds bounds = settings.bounds();
    group = group(json, WINDOW);
    group.addProperty("positionKnown", bounds.positionKnown());
    group.addProperty("x", bounds.x());
    group.addProperty("y", bounds.y());
    group.addProperty("width", bounds.width());
    group.addProperty("height", bounds.height());
    group.addProperty("maximized", bounds.maximized());
    Settings.Layout layout = settings.layout();
    group = group(json, LAYOUT);
    group.addProperty("mapVisible", layout.mapVisible());
    group.addProperty("mapWidth", layout.mapWidth());
    group.addProperty("view", layout.view());
    group.addProperty("thumbnailSize", layout.thumbnailSize());
    Settings.Overlays overlays = settings.overlays();
    group = group(json, OVERLAYS);
    group.addProperty("seenInDetails", overlays.seenInDetails());
    group.addProperty("detailsOpacity", overlays.detailsOpacity());
    group.addProperty("inspected", name(overlays.inspected()));
    group.addProperty("seenOpacity", overlays.seenOpacity());
    group.addProperty("scoresOpacity", overlays.scoresOpacity());
    json.addProperty(QUERY, settings.query());
    json.addProperty(PERSPECTIVE, settings.perspective());
    Settings.Training training = settings.training();
    group = group(json, TRAINING);
    group.addProperty("run", training.run());
    JsonArray runs = new JsonArray();
    training.overlays().forEach(runs::add);
    group.add("overlays", runs);
    group.addProperty("axis", training.axis());
    group.addProperty("logarithmic", training.logarithmic());
    group.addProperty("smoothing", training.smoothing());
    group = group(json, GUIDANCE);
    group.addProperty("tourShown", settings.guidance().tourShown());
    group.addProperty("folderOffered", settings.guidance().folderOffered());
    return json;
  }

  private static JsonObject group(JsonObject json, String name) {
    if (!(json.get(name) instanceof JsonObject)) {
      json.add(name, new JsonObject());
    }
    return json.getAsJsonObject(name);
  }

  private Settings settings() {
    Settings standard = Settings.DEFAULTS;
    Settings.Appearance appearance =
        new Settings.Appearance(
            choice(APPEARANCE, "theme", Settings.ThemeChoice.class, standard.appearance().theme()),
            flag(APPEARANCE, "systemDark", standard.appearance().systemDark()),
            flag(APPEARANCE, "systemReducesMotion", standard.appearance().systemReducesMotion()),
            (int)
                number(
                    APPEARANCE,
                    "textPercent",
                    Settings.Appearance.MIN_TEXT_PERCENT,
                    Settings.Appearance.MAX_TEXT_PERCENT,
                    standard.appearance().textPercent()),
            language(),
            choice(APPEARANCE, "motion", Settings.Motion.class, standard.appearance().motion()));
    Settings.WindowBounds bounds =
        new Settings.WindowBounds(
            number(WINDOW, "x", -MAX_COORDINATE, MAX_COORDINATE, standard.bounds().x()),
            number(WINDOW, "y", -MAX_COORDINATE, MAX_COORDINATE, standard.bounds().y()),
            number(WINDOW, "width", 1, MAX_COORDINATE, standard.bounds().width()),
            number(WINDOW, "height", 1, MAX_COORDINATE, standard.bounds().height()),
            flag(WINDOW, "maximized", standard.bounds().maximized()),
            flag(WINDOW, "positionKnown", standard.bounds().positionKnown()));
    Settings.Layout layout =
        new Settings.Layout(
            flag(LAYOUT, "mapVisible", standard.layout().mapVisible()),
            number(LAYOUT, "mapWidth", 0, MAX_COORDINATE, standard.layout().mapWidth()),
            viewName(standard.layout().view()),
            (int)
                number(
                    LAYOUT, "thumbnailSize", 1, MAX_COORDINATE, standard.layout().thumbnailSize()));
    return new Settings(
        appearance,
        bounds,
        layout,
        overlays(),
        query(),
        perspective(),
        training(),
        new Settings.Guidance(
            flag(GUIDANCE, "tourShown", false), flag(GUIDANCE, "folderOffered", false)));
  }

  private Settings.Training training() {
    Settings.Training standard = Settings.DEFAULTS.training();
    return new Settings.Training(
        name("run", standard.run()),
        names(),
        name("axis", standard.axis()),
        flag(TRAINING, "logarithmic", standard.logarithmic()),
        number(TRAINING, "smoothing", 0, Settings.Training.MOST_SMOOTHING, standard.smoothing()));
  }

  /** A name that means nothing is ignored where it is used: runs come and go. */
  private String name(String key, String standard) {
    JsonElement value = value(TRAINING, key);
    return value != null && isString(value) && value.getAsString().length() <= MAX_QUERY_LENGTH
        ? value.getAsString()
        : standard;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    if (value(TRAINING, "overlays") instanceof JsonArray all) {
      for (JsonElement one : all) {
        if (isString(one) && one.getAsString().length() <= MAX_QUERY_LENGTH) {
          names.add(one.getAsString());
        }
      }
    }
    return names;
  }

  private Settings.Overlays overlays() {
    Settings.Overlays standard = Settings.DEFAULTS.overlays();
    return new Settings.Overlays(
        flag(OVERLAYS, "seenInDetails", standard.seenInDetails()),
        number(OVERLAYS, "detailsOpacity", 0, 1, standard.detailsOpacity()),
        choice(OVERLAYS, "inspected", Settings.ImageOverlay.class, standard.inspected()),
        number(OVERLAYS, "seenOpacity", 0, 1, standard.seenOpacity()),
        number(OVERLAYS, "scoresOpacity", 0, 1, standard.scoresOpacity()));
  }

  /** The value of a setting; null if it is missing. A group that is no object has no values. */
  private @Nullable JsonElement value(String group, String key) {
    return document.get(group) instanceof JsonObject members ? members.get(key) : null;
  }

  private <E extends Enum<E>> E choice(String group, String key, Class<E> type, E standard) {
    JsonElement value = value(group, key);
    if (value == null) {
      return standard;
    }
    for (E constant : type.getEnumConstants()) {
      if (isString(value) && name(constant).equalsIgnoreCase(value.getAsString())) {
        return constant;
      }
    }
    String allowed =
        String.join(", ", Arrays.stream(type.getEnumConstants()).map(SettingsJson::name).toList());
    report(SettingsError.VALUE_NOT_ALLOWED, group, key, value, allowed);
    return standard;
  }

  private boolean flag(String group, String key, boolean standard) {
    JsonElement value = value(group, key);
    if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (value != null) {
      report(SettingsError.VALUE_NOT_BOOLEAN, group, key, value);
    }
    return standard;
  }

  private double number(String group, String key, double least, double most, double standard) {
    JsonElement value = value(group, key);
    if (value == null) {
      return standard;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (number >= least && number <= most) {
        return number;
      }
    }
    report(SettingsError.VALUE_OUT_OF_RANGE, group, key, value, least, most);
    return standard;
  }

  private String language() {
    JsonElement value = value(APPEARANCE, "language");
    if (value == null) {
      return "";
    }
    String tag = isString(value) ? value.getAsString() : "";
    if (tag.equals(SYSTEM_LANGUAGE)) {
      return "";
    }
    if (tag.matches("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")) {
      return tag.replace('_', '-');
    }
    report(SettingsError.VALUE_NOT_A_LANGUAGE, APPEARANCE, "language", value);
    return "";
  }

  private String viewName(String standard) {
    JsonElement value = value(LAYOUT, "view");
    if (value == null) {
      return standard;
    }
    if (isString(value) && value.getAsString().matches("[a-z]{1,40}")) {
      return value.getAsString();
    }
    report(SettingsError.VALUE_NOT_A_NAME, LAYOUT, "view", value);
    return standard;
  }

  private String query() {
    JsonElement value = document.get(QUERY);
    String text = value != null && isString(value) ? value.getAsString() : "";
    if (text.length() > MAX_QUERY_LENGTH) {
      problems.add(
          Problem.of(SettingsError.VALUE_TOO_LONG, file, QUERY, MAX_QUERY_LENGTH).in(file));
      return Settings.DEFAULTS.query();
    }
    return text;
  }

  /** An unknown or malformed identifier counts as none: the window then shows its first one. */
  private String perspective() {
    JsonElement value = document.get(PERSPECTIVE);
    return value != null && isString(value) && value.getAsString().matches("[a-z]{1,40}")
        ? value.getAsString()
        : Settings.DEFAULTS.perspective();
  }

  private void reportUnknown(String prefix, JsonObject actual, JsonObject known) {
    Set<String> names = known.keySet();
    for (Map.Entry<String, JsonElement> member : actual.entrySet()) {
      String name = member.getKey();
      if (!names.contains(name)) {
        problems.add(Problem.of(SettingsError.UNKNOWN_SETTING, file, prefix + name).in(file));
      } else if (known.get(name) instanceof JsonObject members
          && member.getValue() instanceof JsonObject group) {
        reportUnknown(name + ".", group, members);
      }
    }
  }

  private void report(
      SettingsError code, String group, String key, JsonElement value, Object... more) {
    Object[] arguments = new Object[3 + more.length];
    arguments[0] = file;
    arguments[1] = group + "." + key;
    arguments[2] = value.isJsonPrimitive() ? value.getAsString() : value.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    problems.add(Problem.of(code, arguments).in(file));
  }

  private static boolean isString(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
