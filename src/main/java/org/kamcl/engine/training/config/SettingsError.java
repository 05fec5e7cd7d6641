package org.kamcl.engine.training.config;

import org.kamcl.error.ErrorCode;

/** Errors of training settings, and the constraints that they name. */
public enum SettingsError implements ErrorCode {
  /** Argument: the name. */
  UNKNOWN_SETTING(1),
  /** Arguments: the former name and the current one. */
  RENAMED_SETTING(2),
  /** Arguments: the name and the value. */
  VALUE_OF_WRONG_TYPE(2),
  /** Arguments: the name and a constraint of this enum. */
  VALUE_NOT_ALLOWED(2),
  /** Argument: what the parser reported. */
  SETTINGS_DAMAGED(1),
  /** Argument: the file. */
  FILE_UNREADABLE(1),
  /** Argument: the file. */
  FILE_DAMAGED(1),
  /** Constraint. Argument: the smallest value. */
  AT_LEAST(1),
  /** Constraint. Arguments: the smallest and the largest value. */
  BETWEEN(2),
  /** Constraint. No arguments. */
  ABOVE_ZERO(0),
  /** Constraint. No arguments. */
  ABOVE_ZERO_TO_ONE(0),
  /** Constraint. No arguments. */
  FROM_ZERO_BELOW_ONE(0),
  /** Constraint. Argument: the smallest value but 0. */
  ZERO_OR_AT_LEAST(1),
  /** Constraint. No arguments. */
  ONE_IF_EVERY_CAPTION_IS_A_SAMPLE(0),
  /** Constraint. No arguments. */
  ZERO_IF_EVERY_CAPTION_IS_A_SAMPLE(0),
  /** Constraint. No arguments. */
  IMAGE_SIZES(0),
  /** Constraint. Argument: the other setting. */
  BELOW_ONE_WITH(1),
  /** Constraint. Arguments: the queue size and an example. */
  DIVISOR_OF_QUEUE(2),
  /** Constraint. No arguments. */
  ZERO_WITHOUT_FROZEN_BATCH_NORM(0),
  /** No arguments. */
  ZERO_WITH_FROZEN_ENCODERS(0),
  /** No arguments. */
  EMPTY_WITH_FROZEN_ENCODERS(0),
  /** No arguments. */
  ONE_WITH_CONCEPT_HEADS(0),
  /** No arguments. */
  ABOVE_ZERO_WITH_CONCEPT_HEADS(0),
  /** Constraint. No arguments. */
  ABOVE_ZERO_WITHOUT_OTHER_LOSS(0);

  private final int argumentCount;

  SettingsError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
