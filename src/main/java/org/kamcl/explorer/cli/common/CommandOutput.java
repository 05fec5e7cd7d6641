package org.kamcl.explorer.cli.common;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.ShutdownSignal;
import org.kamcl.file.JsonNumbers;

/**
 * Where a command writes: results to standard output, everything else to standard error.
 *
 * @param out results
 * @param err progress, warnings, errors
 * @param terminal whether {@code err} is a terminal whose line can be rewritten
 * @param shutdown tells a long command to end
 */
public record CommandOutput(
    PrintWriter out, PrintWriter err, boolean terminal, ShutdownSignal shutdown) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /** The output of a command that nothing tells to end. */
  public CommandOutput(PrintWriter out, PrintWriter err, boolean terminal) {
    this(out, err, terminal, new ShutdownSignal());
  }

  /** Prints the one JSON document of a command; numbers that are not finite become null. */
  public void printJson(JsonElement document) {
    // Gson escapes control characters of ASCII only; this form is valid in strings of JSON, too.
    out.println(ErrorText.escaped(GSON.toJson(JsonNumbers.finite(document))));
    out.flush();
  }

  /** Prints a line of the result; control characters in names are escaped. */
  public void printLine(String format, Object... values) {
    Object[] shown = Arrays.stream(values).map(CommandOutput::shown).toArray();
    out.println(String.format(Locale.ROOT, format, shown));
  }

  private static Object shown(Object value) {
    return value instanceof Path || value instanceof String
        ? ErrorText.escapedLine(value.toString())
        : value;
  }

  /** The language of errors and warnings: that of the system. */
  public static Locale locale() {
    return Locale.getDefault(Locale.Category.DISPLAY);
  }

  /** Prints {@code warning: ...} to standard error. */
  public void printWarning(Problem problem) {
    printNote("warning: " + ErrorText.of(problem, locale()));
  }

  /** Prints {@code skipped: ...}, a file that was not used and why, to standard error. */
  public void printSkipped(Problem problem) {
    printNote("skipped: " + ErrorText.of(problem, locale()));
  }

  /** Prints a note, warning or error of one line to standard error. */
  public void printNote(String text) {
    err.println(ErrorText.escapedLine(text));
    err.flush();
  }

  /** Prints a text of several lines, such as a stack trace, to standard error. */
  public void printText(String text) {
    err.println(ErrorText.escaped(text));
    err.flush();
  }

  /**
   * Prints files for other programs: each name as it is, followed by a zero, which no name
   * contains.
   */
  public void printFiles(Iterable<Path> files) {
    for (Path file : files) {
      out.print(file);
      out.print('\0');
    }
    out.flush();
  }
}
