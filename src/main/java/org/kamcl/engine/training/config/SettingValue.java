package org.kamcl.engine.training.config;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/** Parses values of settings from the command line. */
public final class SettingValue {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private SettingValue() {}

  /**
   * Parses a value of the same type as another one.
   *
   * @throws NumberFormatException if the type differs
   */
  static JsonPrimitive parseLike(JsonPrimitive old, String text) {
    if (old.isBoolean()) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new NumberFormatException(text);
      }
      return new JsonPrimitive(Boolean.valueOf(text));
    }
    if (old.isString()) {
      return new JsonPrimitive(text);
    }
    boolean whole = old.getAsString().matches("-?\\d+");
    if (whole && text.matches("-?\\d+")) {
      return new JsonPrimitive(Integer.valueOf(text));
    }
    double value = Double.parseDouble(text);
    if (!DECIMAL.matcher(text).matches() || !Double.isFinite(value)) {
      // Java reads NaN, Infinity, 1d and 0x1p3 as well.
      throw new NumberFormatException(text);
    }
    return new JsonPrimitive(value);
  }

  /** Names of the settings of a record. */
  public static Set<String> names(Gson gson, Object settings) {
    return gson.toJsonTree(settings).getAsJsonObject().keySet();
  }

  /**
   * The same settings with some changed.
   *
   * @throws KamclException if there is no such setting or a value is not allowed
   */
  public static <T> T with(Gson gson, T settings, Class<T> type, Map<String, String> changes) {
    JsonObject json = gson.toJsonTree(settings).getAsJsonObject();
    changes.forEach(
        (name, value) -> {
          JsonElement old = json.get(name);
          if (old == null) {
            throw unknown(name);
          }
          try {
            json.add(name, parseLike(old.getAsJsonPrimitive(), value));
          } catch (NumberFormatException e) {
            throw new KamclException(e, SettingsError.VALUE_OF_WRONG_TYPE, name, value);
          }
        });
    return unwrapErrors(() -> gson.fromJson(json, type));
  }

  /** The error for an unknown setting; mentions the current name of a renamed one. */
  public static KamclException unknown(String name) {
    return FormerSettingNames.current(name)
        .map(current -> new KamclException(SettingsError.RENAMED_SETTING, name, current))
        .orElseGet(() -> new KamclException(SettingsError.UNKNOWN_SETTING, name));
  }

  /** Runs a reader; errors of a record's constructor are thrown as they are. */
  public static <T> T unwrapErrors(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (JsonParseException e) {
      throw new KamclException(e, SettingsError.SETTINGS_DAMAGED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof KamclException known) {
          throw known;
        }
      }
      throw e;
    }
  }
}
