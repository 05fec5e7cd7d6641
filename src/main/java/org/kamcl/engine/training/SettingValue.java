package org.kamcl.engine.training;

import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
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
  static JsonPrimitive like(JsonPrimitive old, String text) {
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

  /** Runs a reader; what a record's constructor complained of comes through as it was said. */
  static <T> T unwrapped(Supplier<T> reader) {
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
