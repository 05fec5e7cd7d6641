package org.kamcl.error;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Renders problems in a language, from the bundles beside their codes. */
public final class ErrorText {
  private static final String ROOT = "org.kamcl.";

  private ErrorText() {}

  /**
   * The text of a problem.
   *
   * @param locale the language; English where there is no text in it
   * @return the text; the identifier with the arguments where the code is unknown, as with a
   *     catalog that a newer version wrote
   */
  public static String of(Problem problem, Locale locale) {
    int dot = problem.code().lastIndexOf('.');
    Object[] values = problem.arguments().stream().map(a -> value(a, locale)).toArray();
    try {
      String format =
          bundle(problem.code().substring(0, Math.max(0, dot)), locale)
              .getString(problem.code().substring(dot + 1));
      return new MessageFormat(format, locale).format(values);
    } catch (MissingResourceException e) {
      return problem.code()
          + List.of(values).stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", " (", ")"));
    }
  }

  /** The text of a failure: of its code, or the failure itself where it has none. */
  public static String of(Throwable failure, Locale locale) {
    return known(failure)
        .map(known -> known.message(locale))
        .orElseGet(() -> escaped(failure.toString()));
  }

  /** A failure with a code; empty for one that no code foresees. */
  public static Optional<KamclException> known(Throwable failure) {
    if (failure instanceof KamclException known) {
      return Optional.of(known);
    }
    // A worker reports the failure of a task as the cause of its own.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(
            new KamclException(failure, ProgramError.OUT_OF_MEMORY, ProgramError.memoryLimit()));
      }
      if (cause instanceof StackOverflowError) {
        return Optional.of(new KamclException(failure, ProgramError.NESTED_TOO_DEEPLY));
      }
    }
    return Optional.empty();
  }

  /** The part of a package's name below the root package. */
  static String relative(String packageName) {
    return packageName.startsWith(ROOT) ? packageName.substring(ROOT.length()) : packageName;
  }

  /**
   * The texts of a package.
   *
   * @param packageName below {@code org.kamcl}
   * @throws MissingResourceException if the package has none
   */
  static ResourceBundle bundle(String packageName, Locale locale) {
    // Without this control, the language of the machine would win over the English base bundle.
    return ResourceBundle.getBundle(
        ROOT + packageName + ".errors",
        locale,
        ErrorText.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private static Object value(Object argument, Locale locale) {
    if (argument instanceof Problem problem) {
      return of(problem, locale);
    }
    if (argument instanceof List<?> list) {
      return list.stream()
          .map(item -> String.valueOf(value(item, locale)))
          .collect(Collectors.joining(", "));
    }
    return argument instanceof Number ? argument : escapedLine(String.valueOf(argument));
  }

  /**
   * A text in one line: control characters, marks that turn the direction of a text, and line
   * breaks as Unicode escapes. The name of a file must not move the cursor of a terminal, nor look
   * like a line of its own in a list.
   */
  public static String escapedLine(String text) {
    return escaped(text, c -> isControl(c) || c == '\n' || c == '\t');
  }

  /** The same for a text that may have several lines: line breaks and tabs stay. */
  public static String escaped(String text) {
    return escaped(text, ErrorText::isControl);
  }

  private static String escaped(String text, IntPredicate unsafe) {
    if (text.chars().noneMatch(unsafe)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (unsafe.test(c)) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  /** Whether a character controls a terminal or the direction of a text; not line break or tab. */
  public static boolean isControl(int c) {
    boolean direction = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e);
    boolean separator = c == 0x2028 || c == 0x2029 || (c >= 0x2066 && c <= 0x2069);
    return direction || separator || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }
}
