package org.kamcl.explorer.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.kamcl.error.Problem;

/**
 * A setting that people can change: its texts, its default, and what it may be.
 *
 * @param group object of the settings file that has it
 * @param key in its group
 * @param kind what its values are
 * @param choices its values, where they are a choice
 * @param least smallest number
 * @param most largest number
 * @param step between two numbers
 * @param atOnce whether a change takes effect at once; otherwise after a restart
 */
public record SettingDescription(
    String group,
    String key,
    Kind kind,
    List<String> choices,
    double least,
    double most,
    double step,
    boolean atOnce) {
  /** All settings, in the order in which they are shown. */
  public static final List<SettingDescription> ALL =
      List.of(
          choice(SettingsJson.APPEARANCE, "theme", true, "system", "light", "dark"),
          number(SettingsJson.APPEARANCE, "textPercent", true, 100, 200, 10),
          choice(SettingsJson.APPEARANCE, "language", true, "system", "en", "zh"),
          choice(SettingsJson.APPEARANCE, "motion", true, "system", "full", "reduced"),
          flag(SettingsJson.LAYOUT, "mapVisible", false),
          choice(SettingsJson.LAYOUT, "view", false, "grid", "list", "captions"),
          number(SettingsJson.LAYOUT, "thumbnailSize", false, 120, 320, 10),
          flag(SettingsJson.OVERLAYS, "seenInDetails", false),
          number(SettingsJson.OVERLAYS, "detailsOpacity", false, 0, 1, 0.05),
          choice(SettingsJson.OVERLAYS, "inspected", false, "none", "seen", "scores"),
          number(SettingsJson.OVERLAYS, "seenOpacity", false, 0, 1, 0.05),
          number(SettingsJson.OVERLAYS, "scoresOpacity", false, 0, 1, 0.05),
          choice(SettingsJson.TRAINING, "axis", false, "step", "epoch", "time"),
          flag(SettingsJson.TRAINING, "logarithmic", false),
          number(
              SettingsJson.TRAINING, "smoothing", false, 0, Settings.Training.MOST_SMOOTHING, 0.05),
          flag(SettingsJson.GUIDANCE, "tourShown", false),
          flag(SettingsJson.GUIDANCE, "folderOffered", true));

  private static final Path NOWHERE = Path.of(SettingsStore.FILE_NAME);

  /** What the values of a setting are. */
  public enum Kind {
    /** One of several words. */
    CHOICE,
    /** On or off. */
    FLAG,
    /** A number in a range. */
    NUMBER
  }

  private static SettingDescription choice(
      String group, String key, boolean atOnce, String... choices) {
    return new SettingDescription(group, key, Kind.CHOICE, List.of(choices), 0, 0, 0, atOnce);
  }

  private static SettingDescription flag(String group, String key, boolean atOnce) {
    return new SettingDescription(group, key, Kind.FLAG, List.of(), 0, 0, 0, atOnce);
  }

  private static SettingDescription number(
      String group, String key, boolean atOnce, double least, double most, double step) {
    return new SettingDescription(group, key, Kind.NUMBER, List.of(), least, most, step, atOnce);
  }

  /** Its name in files and messages, such as {@code appearance.theme}. */
  public String id() {
    return group + "." + key;
  }

  /** Its name. */
  public String title(Locale locale) {
    return text(locale, id());
  }

  /** A sentence that explains it. */
  public String explanation(Locale locale) {
    return text(locale, id() + ".text");
  }

  /** Name of its group. */
  public String groupTitle(Locale locale) {
    return text(locale, group);
  }

  /** Its unit; empty for none. */
  public String unit(Locale locale) {
    return kind == Kind.NUMBER ? text(locale, id() + ".unit") : "";
  }

  /** Name of a value, such as "System" or "150 %". */
  public String name(Object value, Locale locale) {
    return switch (kind) {
      case CHOICE -> text(locale, id() + "." + value);
      case FLAG -> text(locale, Boolean.TRUE.equals(value) ? "on" : "off");
      case NUMBER ->
          (step < 1
                  ? String.format(locale, "%.2f %s", ((Number) value).doubleValue(), unit(locale))
                  : String.format(locale, "%.0f %s", ((Number) value).doubleValue(), unit(locale)))
              .strip();
    };
  }

  static String text(Locale locale, String key) {
    return ResourceBundle.getBundle(
            SettingDescription.class.getPackageName() + ".settings",
            locale,
            SettingDescription.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key);
  }

  /** Its value: a string, a boolean, or a double. */
  public Object value(Settings settings) {
    JsonPrimitive value =
        SettingsJson.write(settings, new JsonObject())
            .getAsJsonObject(group)
            .getAsJsonPrimitive(key);
    return switch (kind) {
      case CHOICE -> value.getAsString();
      case FLAG -> value.getAsBoolean();
      case NUMBER -> value.getAsDouble();
    };
  }

  /** Its default. */
  public Object standard() {
    return value(Settings.DEFAULTS);
  }

  /** Whether it is not at its default. */
  public boolean isChanged(Settings settings) {
    return !value(settings).equals(standard());
  }

  /**
   * Settings with another value of this one.
   *
   * @param value a string, a boolean, or a number in the range
   * @throws IllegalArgumentException if it is not allowed
   */
  public Settings with(Settings settings, Object value) {
    JsonObject json = SettingsJson.write(settings, new JsonObject());
    JsonElement element =
        switch (kind) {
          case CHOICE -> new JsonPrimitive((String) value);
          case FLAG -> new JsonPrimitive((Boolean) value);
          case NUMBER -> new JsonPrimitive(rounded(((Number) value).doubleValue()));
        };
    json.getAsJsonObject(group).add(key, element);
    List<Problem> problems = new ArrayList<>();
    Settings changed = SettingsJson.read(NOWHERE, json, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(id() + ": " + value);
    }
    return changed;
  }

  /** A slider yields numbers such as 0.6000000000000001. */
  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  /** Settings with the default of this one. */
  public Settings reset(Settings settings) {
    return with(settings, standard());
  }

  /** Settings with the defaults of all; what people did not choose, such as the window, stays. */
  public static Settings resetAll(Settings settings) {
    Settings reset = settings;
    for (SettingDescription one : ALL) {
      reset = one.reset(reset);
    }
    return reset;
  }

  /** Whether all words occur in its name, its explanation, its group or its values. */
  public boolean matches(String words, Locale locale) {
    StringBuilder text = new StringBuilder(id());
    for (String part : List.of(title(locale), explanation(locale), groupTitle(locale))) {
      text.append(' ').append(part);
    }
    choices.forEach(value -> text.append(' ').append(name(value, locale)));
    return containsAll(text.toString(), words, locale);
  }

  /** Whether a text contains all words, in lower or upper case. */
  public static boolean containsAll(String text, String words, Locale locale) {
    String all = text.toLowerCase(locale);
    return Arrays.stream(words.strip().toLowerCase(locale).split("\\s+")).allMatch(all::contains);
  }
}
