package org.kamcl.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Numbers in JSON documents. JSON has no NaN and no infinity, but its library writes them. */
public final class JsonNumbers {
  private JsonNumbers() {}

  /** A copy of a document with null in place of numbers that are not finite. */
  public static JsonElement finite(JsonElement json) {
    if (json.isJsonObject()) {
      JsonObject copy = new JsonObject();
      json.getAsJsonObject().entrySet().forEach(e -> copy.add(e.getKey(), finite(e.getValue())));
      return copy;
    }
    if (json.isJsonArray()) {
      JsonArray copy = new JsonArray();
      json.getAsJsonArray().forEach(e -> copy.add(finite(e)));
      return copy;
    }
    boolean number = json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber();
    return number && !Double.isFinite(json.getAsDouble()) ? JsonNull.INSTANCE : json;
  }
}
