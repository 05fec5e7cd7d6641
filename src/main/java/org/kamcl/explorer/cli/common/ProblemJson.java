package org.kamcl.explorer.cli.common;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;

/** Problems in the JSON documents of the commands: code, file, arguments and text. */
public final class ProblemJson {
  private ProblemJson() {}

  /**
   * {@code {"code", "file", "message", "arguments"}}, with the message in the language of the
   * system; {@code file} is absent if the problem belongs to no file.
   */
  public static JsonObject of(Problem problem) {
    return of(problem, CommandOutput.locale());
  }

  private static JsonObject of(Problem problem, Locale locale) {
    JsonObject json = new JsonObject();
    json.addProperty("code", problem.code());
    problem.file().ifPresent(file -> json.addProperty("file", file.toString()));
    json.addProperty("message", ErrorText.of(problem, locale));
    json.add("arguments", list(problem.arguments(), locale));
    return json;
  }

  private static JsonArray list(List<?> arguments, Locale locale) {
    JsonArray array = new JsonArray();
    arguments.forEach(argument -> array.add(value(argument, locale)));
    return array;
  }

  private static JsonElement value(Object argument, Locale locale) {
    if (argument == null) {
      return JsonNull.INSTANCE;
    }
    if (argument instanceof Problem problem) {
      return of(problem, locale);
    }
    if (argument instanceof List<?> nested) {
      return list(nested, locale);
    }
    return argument instanceof Number number
        ? new JsonPrimitive(number)
        : new JsonPrimitive(String.valueOf(argument));
  }
}
