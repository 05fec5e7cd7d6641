package org.kamcl.explorer.ui.text;

import java.util.Locale;
import org.kamcl.explorer.domain.SearchHit;

/**
 * Formats how well a hit matches: its band first, then its false match rate, the share of random
 * image-text pairs that score at least as high.
 */
public final class ScoreFormatter {
  private static final double PERCENT = 100;

  /** Rates below this percentage are shown as "less than". */
  private static final double SMALLEST = 0.01;

  /** From this rate on, pairs are counted in a hundred. */
  private static final double COMMON = 0.1;

  private final Messages messages;

  /**
   * @param messages the texts
   */
  public ScoreFormatter(Messages messages) {
    this.messages = messages;
  }

  /** "Strong"; empty for an image that is listed without a query. */
  public String band(SearchHit hit) {
    if (hit.isListed()) {
      return "";
    }
    return messages.text(
        switch (hit.band()) {
          case STRONG -> "score.strong";
          case POSSIBLE -> "score.possible";
          case WEAK -> "score.weak";
        });
  }

  /** "Strong · 0.4%". */
  public String falseMatchRate(SearchHit hit) {
    if (hit.isListed()) {
      return "";
    }
    return messages.text("score.rate", band(hit), percent(hit.falseMatchRate()));
  }

  /** "Strong match: ... 1 of 250 random pairs scores as high." */
  public String explanation(SearchHit hit) {
    if (hit.isListed()) {
      return "";
    }
    return messages.text(
        switch (hit.band()) {
          case STRONG -> "score.explain.strong";
          case POSSIBLE -> "score.explain.possible";
          case WEAK -> "score.explain.weak";
        },
        rarity(hit.falseMatchRate()));
  }

  /** "1 of 1,700 random pairs scores as high." */
  private String rarity(double rate) {
    if (rate >= COMMON) {
      return messages.text("score.pairs.common", Math.round(PERCENT * rate));
    }
    double smallest = SMALLEST / PERCENT;
    return rate < smallest
        ? messages.text("score.pairs.fewer", Math.round(1 / smallest))
        : messages.text("score.pairs.one", twoDigits(1 / rate));
  }

  /** Rounded to two significant digits. */
  private static long twoDigits(double count) {
    double unit = Math.pow(10, Math.floor(Math.log10(count)) - 1);
    return Math.round(Math.round(count / unit) * unit);
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
