package org.kamcl.explorer.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * When a run does what.
 *
 * @param created when it was created
 * @param started when its process last began; empty before the first start, or in runs of earlier
 *     versions
 * @param ended when its process last ended; empty while it is running and before the first start
 * @param expectedEnd when all epochs are expected to be done; empty if it is not running or nothing
 *     is measured yet
 * @param checkpoint when the last checkpoint was written; empty before the first
 */
public record RunTimes(
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<Instant> expectedEnd,
    Optional<Instant> checkpoint) {
  /** The times of a run that has not begun. */
  public static RunTimes of(Instant created) {
    return new RunTimes(
        created, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
