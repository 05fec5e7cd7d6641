package org.kamcl.explorer.domain;

/** The state of a training run. */
public enum RunState {
  /** Waits until no other run is running. */
  QUEUED,
  /** A process works on it. */
  RUNNING,
  /** Paused by a person or a time limit; can be resumed. */
  PAUSED,
  /** Ended early by a person; its best weights so far are its model. */
  STOPPED,
  /** Its process failed or was killed; can be resumed from its last checkpoint. */
  FAILED,
  /** All epochs are done, or validation stopped improving; its best weights are its model. */
  DONE;

  /** Whether a run in this state can be resumed. */
  public boolean canResume() {
    return this == PAUSED || this == FAILED;
  }

  /** Whether the run has ended for good. */
  public boolean isOver() {
    return this == STOPPED || this == DONE;
  }
}
