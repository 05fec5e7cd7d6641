package org.kamcl.engine.training.run;

/** A request to the process that works on a run. */
enum StopRequest {
  NONE,
  PAUSE,
  STOP,
  STOP_AFTER_EPOCH
}
