package org.kamcl.explorer.models;

import org.kamcl.error.ErrorCode;

/** Errors of installed models. */
public enum ModelsError implements ErrorCode {
  /** Argument: the files and folders that were chosen. */
  NO_MODEL_FILE(1),
  /** Argument: the files, each of another model. */
  SEVERAL_MODEL_FILES(1),
  /** Arguments: the folder, the reason. */
  FOLDER_UNREADABLE(2),
  /** Reason of a job that measures the activation. */
  MEASURING_ACTIVATION(0),
  /** Arguments: the file, the number of sample images, ends of the interval of the difference. */
  ACTIVATION_UNDECIDED(4),
  /** Argument: the file. */
  ACTIVATION_UNKNOWN(1),
  /** No arguments. */
  NO_SAMPLES(0),
  /** Argument: why the image cannot be read. */
  EXAMPLE_UNREADABLE(1),
  /** Argument: the model. */
  MODEL_IN_USE(1),
  /** Arguments: the file, the reason. */
  CARD_NOT_WRITTEN(2);

  private final int argumentCount;

  ModelsError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
