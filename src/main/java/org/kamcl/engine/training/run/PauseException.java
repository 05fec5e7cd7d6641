package org.kamcl.engine.training.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.Problem;

/**
 * The run is paused between two steps, while it prepares, validates or stores its model, or because
 * its disk is full.
 */
final class PauseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Problem reason;

  /** A person asked for it. */
  PauseException() {
    super("The run is paused.", null, false, false);
    this.reason = null;
  }

  /**
   * The run cannot go on.
   *
   * @param reason what has to be done before it is resumed
   */
  PauseException(Problem reason) {
    super("The run is paused.", null, false, false);
    this.reason = reason;
  }

  /** Why the run cannot go on; empty if a person asked for the pause. */
  Optional<Problem> reason() {
    return Optional.ofNullable(reason);
  }
}
