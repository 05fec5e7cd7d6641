package org.kamcl.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void codeIsIdentifiedByItsPackageAndName() {
    assertEquals("error.SENTENCE", LegacyError.SENTENCE.id());
  }

  @Test
  void exceptionHasItsCodeAndEnglishText() {
    KamclException e = new KamclException(LegacyError.SENTENCE, "harbor.tif is empty.");
    assertTrue(e.is(LegacyError.SENTENCE));
    assertEquals("harbor.tif is empty.", e.getMessage());
    assertEquals("harbor.tif is empty.", e.message(Locale.SIMPLIFIED_CHINESE));
    assertEquals(Optional.of(Path.of("a.tif")), e.problem(Path.of("a.tif")).file());
  }

  @Test
  void problemAndListArgumentsAreRendered() {
    Problem inner = Problem.of(LegacyError.SENTENCE, "no bands");
    Problem outer = Problem.of(LegacyError.SENTENCE, List.of(inner, Path.of("b.tif"), 12_480));
    assertEquals("no bands, b.tif, 12480", ErrorText.of(outer, Locale.ENGLISH));
  }

  @Test
  void wrongNumberOfArgumentsIsRejectedAtConstruction() {
    assertThrows(
        IllegalArgumentException.class, () -> new KamclException(LegacyError.SENTENCE, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Problem.of(LegacyError.SENTENCE));
  }

  @Test
  void unknownCodeShowsItsIdentifierAndArguments() {
    Problem newer = new Problem("explorer.future.NOT_YET", Optional.empty(), List.of("x", 2));
    assertEquals("explorer.future.NOT_YET (x, 2)", ErrorText.of(newer, Locale.ENGLISH));
    assertFalse(newer.is(LegacyError.SENTENCE));
  }

  @Test
  void controlCharactersAreEscaped() {
    Problem problem = Problem.of(LegacyError.SENTENCE, "a\u001b[2Jb");
    assertEquals("a\\u001b[2Jb", ErrorText.of(problem, Locale.ENGLISH));
    assertEquals("a\\u009b\\u202eb\n\t\u200d", ErrorText.escaped("a\u009b\u202eb\n\t\u200d"));
  }
}
