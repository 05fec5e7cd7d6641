package org.kamcl.explorer.ui.text;

import java.util.Locale;
import org.kamcl.explorer.domain.SearchHit;

/** Says a score by its meaning: the share of chance matches that are at least as good. */
public final class ScoreFormatter {
  private static final double PERCENT = 100;
  private static final double SMALLEST = 0.01;

  private final Messages messages;

  /** Speaks a language. */
  public ScoreFormatter(Messages messages) {
    this.messages = messages;
  }

  /** "top 0.4 %". */
  public String falseMatchRate(SearchHit hit) {
    return messages.text("score.top", percent(hit.falseMatchRate() * PERCENT));
  }

  /** A sentence: "A match: it fits better than 99.4 % of chance matches." */
  public String explanation(SearchHit hit) {
    return hit.strong()
        ? messages.text("score.strong", better((1 - hit.falseMatchRate()) * PERCENT))
        : messages.text("score.weak", percent(hit.falseMatchRate() * PERCENT));
  }

  /** Never all of them: there is no end to chance. */
  private String better(double percent) {
    return percent > PERCENT - 0.05
        ? String.format(messages.locale(), "%.2f", Math.min(percent, PERCENT - SMALLEST))
        : percent(percent);
  }

  /** With as many digits as mean something. */
  private String percent(double percent) {
    Locale locale = messages.locale();
    if (percent >= 99.95 || (percent >= 10 && percent < 90)) {
      return String.format(locale, "%.0f", percent);
    }
    if (percent >= 0.095) {
      return String.format(locale, "%.1f", percent);
    }
    return String.format(locale, "%.2f", Math.max(percent, SMALLEST));
  }
}
