package org.kamcl.explorer.stac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Members of documents; those of an unexpected type count as missing. */
final class StacJson {
  private StacJson() {}

  /** A text; empty if there is none. */
  static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && isText(value) ? value.getAsString() : "";
  }

  /** The texts of an array. */
  static List<String> texts(JsonObject object, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array(object, name)) {
      if (isText(element)) {
        texts.add(element.getAsString());
      }
    }
    return texts;
  }

  /** The objects of an array. */
  static List<JsonObject> objects(JsonObject object, String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonElement element : array(object, name)) {
      if (element.isJsonObject()) {
        objects.add(element.getAsJsonObject());
      }
    }
    return objects;
  }

  /** An object; empty if there is none. */
  static JsonObject object(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
  }

  private static JsonArray array(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && value.isJsonArray() ? value.getAsJsonArray() : new JsonArray();
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }
}
