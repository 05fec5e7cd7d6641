package org.kamcl.explorer.report;

import java.util.regex.Pattern;
import org.kamcl.error.ErrorText;

/**
 * Marks the parts of a text that may be personal, such as the file that a log line is about. What
 * the program itself says stands outside of the marks, so that a report can leave out the rest
 * without guessing.
 */
public final class PersonalText {
  private static final char OPEN = '«';
  private static final char CLOSE = '»';
  private static final Pattern MARKED = Pattern.compile(OPEN + "[^" + CLOSE + "\n]*" + CLOSE + "?");

  /** What stands in a report for a text that was left out. */
  public static final String LEFT_OUT = "[left out]";

  private PersonalText() {}

  /** A value between marks. Numbers, truth values and enum constants are not personal. */
  public static String mark(Object value) {
    if (value instanceof Number || value instanceof Boolean || value instanceof Enum<?>) {
      return value.toString();
    }
    // In one line, so that the start of a log can be cut off between two lines.
    String text = ErrorText.escapedLine(String.valueOf(value));
    return OPEN + text.replace(OPEN, '<').replace(CLOSE, '>') + CLOSE;
  }

  /** The text with {@link #LEFT_OUT} in place of what is marked. */
  static String leaveOut(String text) {
    return MARKED.matcher(text).replaceAll(LEFT_OUT);
  }

  /** The text without marks. */
  static String show(String text) {
    return text.replace(String.valueOf(OPEN), "").replace(String.valueOf(CLOSE), "");
  }
}
