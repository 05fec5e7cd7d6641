package org.kamcl.explorer.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.explorer.domain.SearchHit;

class ScoreFormatterTest {
  private final ScoreFormatter words = new ScoreFormatter(new Messages(Locale.ENGLISH));

  private static SearchHit hit(int rank, double share) {
    return new SearchHit(rank, null, 0.3, share, true, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001, top 0.01 %",
    "0.000001, top 0.01 %",
    "0.0006, top 0.06 %",
    "0.0042, top 0.4 %",
    "0.019, top 1.9 %",
    "0.12, top 12 %",
    "1.0, top 100 %"
  })
  void aScoreIsSaidByTheShareOfChanceMatches(double share, String expected) {
    assertEquals(expected, words.falseMatchRate(hit(3, share)));
  }

  @Test
  void aMatchIsSaidToBeBetterThanChance() {
    assertEquals(
        "A match: it fits better than 99.2 % of chance matches.",
        words.explanation(hit(2, 0.0084)));
    assertEquals(
        "A match: it fits better than 99.99 % of chance matches.", words.explanation(hit(1, 1e-9)));
    SearchHit weak = new SearchHit(9, null, 0.1, 0.19, false, List.of());
    assertEquals("Not sure: 19 % of chance matches fit as well.", words.explanation(weak));
  }
}
