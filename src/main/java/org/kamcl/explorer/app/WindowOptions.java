package org.kamcl.explorer.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a start that only opens the window. They are read without picocli, which would
 * first create all commands: that takes 0.2 s.
 *
 * @param workspace the workspace, if it is named
 * @param theme the name of a color theme in upper case, if it is named
 * @param language the tag of a language, if it is named
 */
record WindowOptions(Optional<Path> workspace, Optional<String> theme, Optional<String> language) {
  private static final String WORKSPACE = "--workspace";
  private static final String THEME = "--theme";
  private static final String LANGUAGE = "--language";

  private static final List<String> THEMES = List.of("system", "light", "dark");
  private static final List<String> LANGUAGES = List.of("system", "en", "zh");

  /**
   * Reads the options.
   *
   * @return empty if there is anything else among them, a value that is not known, or an option
   *     twice; what is wrong is for the commands to say
   */
  static Optional<WindowOptions> parse(String... args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      int sign = args[i].indexOf('=');
      String name = sign < 0 ? args[i] : args[i].substring(0, sign);
      String value = sign < 0 ? next(args, ++i) : args[i].substring(sign + 1);
      if (value == null || !isKnown(name, value) || values.put(name, value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new WindowOptions(
            Optional.ofNullable(values.get(WORKSPACE)).map(Path::of),
            Optional.ofNullable(values.get(THEME)).map(name -> name.toUpperCase(Locale.ROOT)),
            Optional.ofNullable(values.get(LANGUAGE)).map(tag -> tag.toLowerCase(Locale.ROOT))));
  }

  private static @Nullable String next(String[] args, int i) {
    return i < args.length && !args[i].startsWith("-") ? args[i] : null;
  }

  private static boolean isKnown(String name, String value) {
    return switch (name) {
      case WORKSPACE -> isPath(value);
      case THEME -> THEMES.contains(value.toLowerCase(Locale.ROOT));
      case LANGUAGE -> LANGUAGES.contains(value.toLowerCase(Locale.ROOT));
      default -> false;
    };
  }

  private static boolean isPath(String value) {
    // For picocli, an @ begins the name of a file with arguments.
    if (value.isBlank() || value.startsWith("@")) {
      return false;
    }
    try {
      return Path.of(value).getNameCount() >= 0;
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
