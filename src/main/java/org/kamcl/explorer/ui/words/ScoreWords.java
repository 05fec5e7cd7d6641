package org.kamcl.explorer.ui.words;

import java.util.Locale;
import org.kamcl.explorer.domain.SearchHit;

/** Says a score by its meaning: the share of the archive that fits at least as well. */
public final class ScoreWords {
  private static final double PERCENT = 100;
  private static final double SMALLEST = 0.01;

  private final Messages messages;

  /** Speaks a language. */
  public ScoreWords(Messages messages) {
    this.messages = messages;
  }

  /** "top 0.4 %". */
  public String top(SearchHit hit) {
    return messages.text("score.top", percent(hit.chance() * PERCENT));
  }

  /** A sentence: "Fits better than 99.6 % of the 239 images compared." */
  public String sentence(SearchHit hit, int compared) {
    if (hit.rank() == 1) {
      return messages.text("score.best", compared);
    }
    return messages.text("score.better", percent((1 - hit.chance()) * PERCENT), compared);
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
