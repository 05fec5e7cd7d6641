package org.kamcl.explorer.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.ui.UiError;

class ErrorFormatterTest {
  private final KamclException failure =
      new KamclException(UiError.SCREENSHOT_NOT_WRITTEN, Path.of("a.png"), "disk full");

  @Test
  void rendersAFailureInTheLanguageOfTheWindow() {
    ErrorFormatter english = new ErrorFormatter(new Messages(Locale.ENGLISH));
    assertEquals(
        "The screenshot a.png could not be written (disk full). Check the free disk space and the"
            + " permissions of its folder.",
        english.format(failure));
    assertEquals(english.format(failure), english.format(failure.problem()));
    ErrorFormatter chinese = new ErrorFormatter(new Messages(Locale.SIMPLIFIED_CHINESE));
    assertTrue(chinese.format(failure).startsWith("\u65e0\u6cd5\u5199\u5165\u622a\u56fe a.png"));
  }

  @Test
  void anUnexpectedFailureRefersToTheLog() {
    assertEquals(
        "An unexpected error occurred (java.lang.IllegalStateException: x). Details are in the log;"
            + " Help > Report a problem collects it.",
        new ErrorFormatter(new Messages(Locale.ENGLISH)).format(new IllegalStateException("x")));
  }
}
