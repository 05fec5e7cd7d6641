package org.kamcl.engine.training;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.kamcl.engine.EngineException;

/** Values of settings as they are written on a command line. */
final class SettingValue {
  private SettingValue() {}

  /**
   * Reads a value of the kind another one has.
   *
   * @throws NumberFormatException if it is of another kind
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
    return new JsonPrimitive(Double.valueOf(text));
  }

  /** Names of a record's settings. */
  static Set<String> names(Gson gson, Object settings) {
    return gson.toJsonTree(settings).getAsJsonObject().keySet();
  }

  /**
   * The same settings with some changed.
   *
   * @throws EngineException if there is no such setting, a value does not fit, or the whole does
   *     not
   */
  static <T> T with(Gson gson, T settings, Class<T> type, Map<String, String> changes) {
    JsonObject json = gson.toJsonTree(settings).getAsJsonObject();
    changes.forEach(
        (name, value) -> {
          JsonElement old = json.get(name);
          if (old == null) {
            throw new EngineException(
                "There is no setting '" + name + "'; kamcl train --help names them.");
          }
          try {
            json.add(name, parseLike(old.getAsJsonPrimitive(), value));
          } catch (NumberFormatException e) {
            throw new EngineException("The setting " + name + " cannot be '" + value + "'.", e);
          }
        });
    return unwrapErrors(() -> gson.fromJson(json, type));
  }

  /** Runs a reader; what a record's constructor complained of comes through as it was said. */
  static <T> T unwrapErrors(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (JsonParseException e) {
      throw new EngineException("The settings are broken: " + e.getMessage() + ".", e);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof EngineException told) {
          throw told;
        }
      }
      throw e;
    }
  }
}
