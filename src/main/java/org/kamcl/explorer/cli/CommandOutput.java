package org.kamcl.explorer.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Where a command writes: results to standard output, everything else to standard error.
 *
 * @param out results
 * @param err progress, warnings, errors
 * @param terminal whether {@code err} is a terminal whose line can be rewritten
 */
public record CommandOutput(PrintWriter out, PrintWriter err, boolean terminal) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /** Prints the one JSON document of a command. */
  public void printJson(JsonElement document) {
    out.println(GSON.toJson(document));
    out.flush();
  }

  /** Prints a line of a result. */
  public void printLine(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** Prints something that is no result: what was chosen, what was left out. */
  public void printNote(String text) {
    err.println(text);
    err.flush();
  }
}
