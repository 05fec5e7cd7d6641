package org.kamcl.explorer.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.explorer.domain.SearchHit;

class ScoreFormatterTest {
  private final ScoreFormatter formatter = new ScoreFormatter(new Messages(Locale.ENGLISH));

  private static SearchHit hit(double falseMatchRate, boolean strong) {
    return new SearchHit(3, null, 0.3, falseMatchRate, strong, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001, true, Strong · 0.01%",
    "0.000001, true, Strong · < 0.01%",
    "0.0006, true, Strong · 0.06%",
    "0.0042, true, Strong · 0.4%",
    "0.019, false, Possible · 1.9%",
    "0.1, false, Possible · 10%",
    "0.12, false, Weak · 12%",
    "1.0, false, Weak · 100%"
  })
  void formatsTheFalseMatchRateWithItsBand(double rate, boolean strong, String expected) {
    assertEquals(expected, formatter.falseMatchRate(hit(rate, strong)));
  }

  @Test
  void explainsTheFalseMatchRate() {
    assertEquals(
        "Strong match: 0.8% of unrelated image-text pairs score at least as high.",
        formatter.explanation(hit(0.0084, true)));
    assertEquals(
        "Strong match: < 0.01% of unrelated image-text pairs score at least as high.",
        formatter.explanation(hit(1e-9, true)));
    assertEquals(
        "Possible match: 3.0% of unrelated image-text pairs score at least as high.",
        formatter.explanation(hit(0.03, false)));
    assertEquals(
        "Weak match: 19% of unrelated image-text pairs score at least as high.",
        formatter.explanation(hit(0.19, false)));
  }
}
