package org.kamcl.explorer.index;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.error.ErrorText;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;

/** Warnings about a file as English sentences that name it, until they are stored as codes. */
final class WarningText {
  private WarningText() {}

  static List<String> of(List<Problem> warnings) {
    return warnings.stream().map(WarningText::of).toList();
  }

  private static String of(Problem warning) {
    String text = ErrorText.of(warning, Locale.ENGLISH);
    Optional<String> name = warning.file().map(f -> String.valueOf(f.getFileName()));
    return warning.is(LegacyError.SENTENCE) || name.isEmpty() ? text : name.get() + ": " + text;
  }
}
