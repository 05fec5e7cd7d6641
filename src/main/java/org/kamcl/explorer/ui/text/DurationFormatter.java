package org.kamcl.explorer.ui.text;

import java.time.Duration;

/** Says how long something takes, in two numbers at most. */
public final class DurationFormatter {
  private static final long TEN = 10;

  private final Messages messages;

  /** Speaks a language. */
  public DurationFormatter(Messages messages) {
    this.messages = messages;
  }

  /** "4 h 12 min left", "1 min 50 s left", "some seconds left". */
  public String remaining(Duration duration) {
    return messages.text("duration.left", words(duration));
  }

  private String words(Duration duration) {
    // In steps of ten seconds, so that it does not count down before one's eyes and back again.
    long seconds = duration.plusSeconds(TEN / 2).toSeconds() / TEN * TEN;
    if (seconds < TEN) {
      return messages.text("duration.short");
    }
    if (seconds < 60) {
      return messages.text("duration.seconds", seconds);
    }
    if (seconds < 600) {
      return messages.text("duration.minutes.seconds", seconds / 60, seconds % 60);
    }
    if (seconds < 3600) {
      return messages.text("duration.minutes", seconds / 60);
    }
    return messages.text("duration.hours", seconds / 3600, seconds % 3600 / 60);
  }
}
