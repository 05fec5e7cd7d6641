package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Estimates the remaining time from an exponential moving average of the speed. */
final class RemainingTimeEstimator {
  /** Nanoseconds before the first estimate; the first items include loading the model. */
  private static final long PATIENCE = 3_000_000_000L;

  private static final double NANOSECONDS = 1e9;

  /** Weight of the newest speed in the moving average. */
  private static final double NEWEST = 0.2;

  private long begun = -1;
  private long lastTime;
  private long lastDone;
  private double perPiece = -1;
  private Optional<Duration> left = Optional.empty();

  /**
   * Updates the estimate.
   *
   * @param now current time in nanoseconds
   * @param total 0 if unknown
   * @return the estimate, if there is one
   */
  Optional<Duration> update(long now, long done, long total) {
    if (begun < 0) {
      begun = now;
      lastTime = now;
      lastDone = done;
    }
    if (total <= 0 || done >= total) {
      left = Optional.empty();
      return left;
    }
    if (done > lastDone && now > lastTime) {
      double speed = (double) (now - lastTime) / (done - lastDone);
      perPiece = perPiece < 0 ? speed : perPiece + NEWEST * (speed - perPiece);
      lastTime = now;
      lastDone = done;
    }
    if (perPiece >= 0 && now - begun >= PATIENCE) {
      left = Optional.of(Duration.ofNanos((long) (perPiece * (total - done))));
    }
    return left;
  }

  /** Items per second by the last update, once the estimate is reliable. */
  OptionalDouble speed() {
    return perPiece > 0 && lastTime - begun >= PATIENCE
        ? OptionalDouble.of(NANOSECONDS / perPiece)
        : OptionalDouble.empty();
  }
}
