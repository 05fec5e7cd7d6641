package org.kamcl.explorer.ui.text;

import java.time.Duration;

/** Formats durations with at most two units. */
public final class DurationFormatter {
  private static final long TEN = 10;

  private final Messages messages;

  /**
   * @param messages the texts
   */
  public DurationFormatter(Messages messages) {
    this.messages = messages;
  }

  /** "4 h 12 min left", "1 min 50 s left", "a few seconds left". */
  public String remaining(Duration duration) {
    return messages.text("duration.left", format(duration));
  }

  /** "4 h 12 min", "1 min 50 s", "a few seconds". */
  public String format(Duration duration) {
    // Rounded to ten seconds, so that the text does not flicker.
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
