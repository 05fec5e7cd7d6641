package org.kamcl.engine.training.run;

/** The run is paused between two steps, while it prepares, validates or stores its model. */
final class PauseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PauseException() {
    super("The run is paused.", null, false, false);
  }
}
