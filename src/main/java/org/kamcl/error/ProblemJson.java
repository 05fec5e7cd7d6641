package org.kamcl.error;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Problems as JSON: {@code {"code":"explorer.index.FILE_UNREADABLE","arguments":["a.tif"]}}.
 * Arguments are strings, numbers, lists and nested problems. The file of a problem is not written:
 * who keeps problems keeps their files beside them.
 */
public final class ProblemJson {
  private static final String EMPTY_LIST = "[]";

  private ProblemJson() {}

  /** A problem as a document of one line. */
  public static String format(Problem problem) {
    return object(problem).toString();
  }

  /** Problems as a document of one line. */
  public static String format(List<Problem> problems) {
    if (problems.isEmpty()) {
      return EMPTY_LIST;
    }
    JsonArray list = new JsonArray();
    problems.forEach(problem -> list.add(object(problem)));
    return list.toString();
  }

  /** A problem as a part of a document. */
  public static JsonObject object(Problem problem) {
    JsonObject json = new JsonObject();
    json.addProperty("code", problem.code());
    json.add("arguments", array(problem.arguments()));
    return json;
  }

  private static JsonArray array(List<?> values) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(element(value)));
    return array;
  }

  private static JsonElement element(Object value) {
    if (value instanceof Problem problem) {
      return object(problem);
    }
    if (value instanceof List<?> list) {
      return array(list);
    }
    return value instanceof Number number
        ? new JsonPrimitive(number)
        : new JsonPrimitive(String.valueOf(value));
  }

  /**
   * Reads a problem.
   *
   * @throws RuntimeException if the text is not one, as the JSON parser throws
   */
  public static Problem parse(String text) {
    return problem(JsonParser.parseString(text).getAsJsonObject());
  }

  /**
   * Reads problems.
   *
   * @throws RuntimeException if the text is no list of them, as the JSON parser throws
   */
  public static List<Problem> parseList(String text) {
    if (text.equals(EMPTY_LIST)) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    for (JsonElement element : JsonParser.parseString(text).getAsJsonArray()) {
      problems.add(problem(element.getAsJsonObject()));
    }
    return List.copyOf(problems);
  }

  /**
   * Reads a problem that is a part of a document.
   *
   * @throws RuntimeException if it is not one, as the JSON parser throws
   */
  public static Problem problem(JsonObject json) {
    return new Problem(
        json.get("code").getAsString(), Optional.empty(), values(json.getAsJsonArray("arguments")));
  }

  private static List<Object> values(JsonArray array) {
    List<Object> values = new ArrayList<>();
    array.forEach(element -> values.add(value(element)));
    return values;
  }

  private static Object value(JsonElement element) {
    if (element.isJsonObject()) {
      return problem(element.getAsJsonObject());
    }
    if (element.isJsonArray()) {
      return values(element.getAsJsonArray());
    }
    JsonPrimitive primitive = element.getAsJsonPrimitive();
    return primitive.isNumber() ? number(primitive.getAsString()) : primitive.getAsString();
  }

  /**
   * Whole numbers become integers or longs, so that a problem that is read equals the stored one.
   */
  private static Number number(String text) {
    try {
      long whole = Long.parseLong(text);
      if (whole == (int) whole) {
        return (int) whole;
      }
      return whole;
    } catch (NumberFormatException e) {
      return Double.parseDouble(text);
    }
  }
}
