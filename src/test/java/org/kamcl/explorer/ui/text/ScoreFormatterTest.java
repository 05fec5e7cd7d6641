package org.kamcl.explorer.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchHit;

class ScoreFormatterTest {
  private final ScoreFormatter formatter = new ScoreFormatter(new Messages(Locale.ENGLISH));

  private static SearchHit hit(double falseMatchRate, MatchBand band) {
    return new SearchHit(3, null, 0.3, falseMatchRate, band, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001, STRONG, Strong · 0.01%",
    "0.000099, STRONG, Strong · < 0.01%",
    "0.000001, STRONG, Strong · < 0.01%",
    "0.0006, STRONG, Strong · 0.06%",
    "0.0042, STRONG, Strong · 0.4%",
    "0.0042, POSSIBLE, Possible · 0.4%",
    "0.019, POSSIBLE, Possible · 1.9%",
    "0.12, WEAK, Weak · 12%",
    "1.0, WEAK, Weak · 100%"
  })
  void formatsTheFalseMatchRateAfterItsBand(double rate, MatchBand band, String expected) {
    assertEquals(expected, formatter.falseMatchRate(hit(rate, band)));
  }

  @Test
  void explainsTheFalseMatchRateInWords() {
    assertEquals(
        "Strong match: very likely shows what you asked for."
            + " 1 of 1,700 random pairs scores as high.",
        formatter.explanation(hit(0.000588, MatchBand.STRONG)));
    assertEquals(
        "Strong match: very likely shows what you asked for."
            + " Fewer than 1 of 10,000 random pairs scores as high.",
        formatter.explanation(hit(1e-9, MatchBand.STRONG)));
    assertEquals(
        "Possible match: may show what you asked for. 1 of 33 random pairs scores as high.",
        formatter.explanation(hit(0.03, MatchBand.POSSIBLE)));
    assertEquals(
        "Possible match: may show what you asked for. 1 of 10,000 random pairs scores as high.",
        formatter.explanation(hit(0.0001, MatchBand.POSSIBLE)));
    assertEquals(
        "Weak match: unrelated images often score as high."
            + " 19 of 100 random pairs score as high.",
        formatter.explanation(hit(0.19, MatchBand.WEAK)));
    assertEquals(
        "Weak match: unrelated images often score as high."
            + " 100 of 100 random pairs score as high.",
        formatter.explanation(hit(1, MatchBand.WEAK)));
  }
}
