package org.kamcl.explorer.ui.text;

import java.util.Locale;
import org.kamcl.explorer.domain.SearchHit;

/**
 * Formats a score as its false match rate: the share of unrelated image-text pairs that score at
 * least as high. The rate is shown with its band: strong, possible or weak.
 */
public final class ScoreFormatter {
  private static final double PERCENT = 100;

  /** Rates below this percentage are shown as "less than". */
  private static final double SMALLEST = 0.01;

  /** Largest false match rate of a possible match; the color scale ends at the same rate. */
  private static final double POSSIBLE = 0.1;

  private final Messages messages;

  /**
   * @param messages the texts
   */
  public ScoreFormatter(Messages messages) {
    this.messages = messages;
  }

  /** Bands of false match rates. The model's calibration decides which matches are strong. */
  private enum Band {
    STRONG("score.strong", "score.explain.strong"),
    POSSIBLE("score.possible", "score.explain.possible"),
    WEAK("score.weak", "score.explain.weak");

    private final String nameKey;
    private final String explanationKey;

    Band(String nameKey, String explanationKey) {
      this.nameKey = nameKey;
      this.explanationKey = explanationKey;
    }

    static Band of(SearchHit hit) {
      if (hit.strong()) {
        return STRONG;
      }
      return hit.falseMatchRate() <= ScoreFormatter.POSSIBLE ? POSSIBLE : WEAK;
    }
  }

  /** "Strong". */
  public String band(SearchHit hit) {
    return messages.text(Band.of(hit).nameKey);
  }

  /** "Strong · 0.4%". */
  public String falseMatchRate(SearchHit hit) {
    return messages.text(
        "score.rate", messages.text(Band.of(hit).nameKey), percent(hit.falseMatchRate()));
  }

  /** "Strong match: 0.4% of unrelated image-text pairs score at least as high." */
  public String explanation(SearchHit hit) {
    return messages.text(Band.of(hit).explanationKey, percent(hit.falseMatchRate()));
  }

  /** Formats a rate of 0..1 as a percentage with its significant digits. */
  private String percent(double rate) {
    double percent = rate * PERCENT;
    Locale locale = messages.locale();
    if (percent < SMALLEST) {
      return messages.text("score.percent.below", String.format(locale, "%.2f", SMALLEST));
    }
    String format =
        percent >= 99.95 || (percent >= 10 && percent < 90)
            ? "%.0f"
            : percent >= 0.095 ? "%.1f" : "%.2f";
    return messages.text("score.percent", String.format(locale, format, percent));
  }
}
