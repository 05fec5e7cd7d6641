package org.kamcl.error;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
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
    return failure instanceof KamclException known
        ? known.message(locale)
        : escaped(failure.toString());
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
    return argument instanceof Number ? argument : escaped(String.valueOf(argument));
  }

  /**
   * Control characters as Unicode escapes: the name of a file must not move the cursor of a
   * terminal, nor turn the direction of a text. Line breaks and tabs stay.
   */
  public static String escaped(String text) {
    if (text.chars().noneMatch(ErrorText::control)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (control(c)) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  private static boolean control(int c) {
    boolean direction = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e);
    boolean separator = c == 0x2028 || c == 0x2029 || (c >= 0x2066 && c <= 0x2069);
    return direction || separator || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }
}
