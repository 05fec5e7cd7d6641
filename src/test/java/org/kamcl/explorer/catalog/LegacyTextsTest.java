package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;

class LegacyTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explorer.imagery.FILE_EMPTY|The image /a.tif is empty: replace the file.",
        "explorer.imagery.NO_VALID_PIXELS|The image /a.tif holds no measured pixel: there is nothing"
            + " to find in it.",
        "explorer.imagery.SMALLER_THAN_INDEXED|The image /a.tif is smaller than it was: index its"
            + " folder again.",
        "explorer.imagery.FILE_MISSING|The image /a.tif is missing or may not be read.",
        "engine.image.DAMAGED|The image /a.tif is damaged or incomplete: replace the file."
      })
  void commonSentencesAreConvertedToCodedProblems(String code, String sentence) {
    Problem problem = LegacyTexts.problem(sentence);
    assertEquals(code, problem.code());
    assertEquals(List.of("/a.tif"), problem.arguments());
    assertFalse(ErrorText.of(problem, Locale.ENGLISH).startsWith(code), "the code has no text");
  }
}
