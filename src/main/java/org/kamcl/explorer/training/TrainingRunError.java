package org.kamcl.explorer.training;

import org.kamcl.error.ErrorCode;

/** Errors of the processes and the queue of training runs. */
public enum TrainingRunError implements ErrorCode {
  /** The process of a run ended without a word. Arguments: the run and its log. */
  PROCESS_ENDED(2),
  /** As {@link #PROCESS_ENDED}. Arguments: the run, the last line of its log and the log. */
  PROCESS_FAILED(3),
  /** Argument: the reason of the engine. */
  RUN_FAILED(1),
  /** Argument: the run. */
  PROCESS_NOT_STARTED(1),
  /** Arguments: the run and its state. */
  CANNOT_RESUME(2),
  /** Arguments: the run and its state. */
  CANNOT_PAUSE(2),
  /** Arguments: the run and its state. */
  CANNOT_STOP(2),
  /** Arguments: the image and the run. */
  PROBE_IMAGE_UNKNOWN(2),
  /** Arguments: the run. */
  NOT_DELETED(1),
  /** Argument: the run. */
  CANNOT_DELETE(1),
  /** Argument: the run. */
  NAME_TAKEN(1),
  /** Argument: the run. */
  FILE_NOT_WRITTEN(1),
  /** Arguments: the last line of the process. */
  MEASUREMENT_FAILED(1),
  /** Warning. Arguments: needed and present memory, in gigabytes. */
  LITTLE_MEMORY(2),
  /** Warning. Arguments: needed and free space, in gigabytes. */
  LITTLE_DISK(2),
  /** Warning. No arguments. */
  NO_VALIDATION(0),
  /** State. No arguments. */
  STATE_QUEUED(0),
  /** State. No arguments. */
  STATE_RUNNING(0),
  /** State. No arguments. */
  STATE_PAUSED(0),
  /** State. No arguments. */
  STATE_STOPPED(0),
  /** State. No arguments. */
  STATE_FAILED(0),
  /** State. No arguments. */
  STATE_DONE(0);

  private final int argumentCount;

  TrainingRunError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
