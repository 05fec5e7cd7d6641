package org.kamcl.engine.training.run;

import org.kamcl.error.ErrorCode;

/** Errors and warnings of training runs. */
public enum RunError implements ErrorCode {
  /** Argument: the folder of the runs. */
  STORE_UNREADABLE(1),
  /** Argument: the name. */
  NO_RUNS(1),
  /** Arguments: the name and the list of runs. */
  RUN_NOT_FOUND(2),
  /** Argument: the name. */
  NAME_NOT_ALLOWED(1),
  /** Argument: the name. */
  RUN_EXISTS(1),
  /** Arguments: the name and the folder. */
  CREATE_FAILED(2),
  /** Argument: the name. */
  DELETE_RUNNING(1),
  /** Argument: the name. */
  DELETE_FAILED(1),
  /** Argument: the name. */
  RUN_IN_USE(1),
  /** Arguments: the name and the status of this enum. */
  NOT_RUNNING(2),
  /** Arguments: the name and the status of this enum. */
  RUN_IS_OVER(2),
  /** Status. No arguments. */
  STATUS_RUNNING(0),
  /** Status. No arguments. */
  STATUS_RESUMABLE(0),
  /** Status. No arguments. */
  STATUS_STOPPED(0),
  /** Status. No arguments. */
  STATUS_FINISHED(0),
  /** Argument: the file. */
  FILE_UNREADABLE(1),
  /** Argument: the file. */
  FILE_NOT_WRITTEN(1),
  /** Argument: the folder. */
  FOLDER_NOT_WRITABLE(1),
  /** Why a run is paused. Arguments: the folder, needed and free space in megabytes. */
  DISK_FULL(3),
  /** Argument: the file. */
  SPEC_DAMAGED(1),
  /** Arguments: the file and its format version. */
  NEWER_FORMAT(2),
  /** Argument: the folder. */
  CHECKPOINT_NOT_RENAMED(1),
  /** Argument: the tensor. */
  CHECKPOINT_LACKS_TENSOR(1),
  /** Argument: the tensor. */
  CHECKPOINT_SHAPE_MISMATCH(1),
  /** Arguments: the file and the detail. */
  CHECKPOINT_DAMAGED(2),
  /** Argument: the file. */
  CHECKPOINT_MISSING(1),
  /** Arguments: the problems of all checkpoints and the folder. */
  NO_CHECKPOINT_USABLE(2),
  /** Warning. Argument: the folder. */
  CHECKPOINTS_MISSING(1),
  /** Detail of a damaged file. No arguments. */
  METADATA_INCOMPLETE(0),
  /** Detail of a damaged file. No arguments. */
  OF_ANOTHER_RUN(0),
  /** Detail of a damaged file. No arguments. */
  OF_AN_EARLIER_EPOCH(0),
  /** Argument: the file. */
  INITIAL_WEIGHTS_MISSING(1),
  /** Arguments: the file and the detail. */
  INITIAL_WEIGHTS_DAMAGED(2),
  /** Argument: the file. */
  BEST_WEIGHTS_MISSING(1),
  /** Arguments: the file and the detail. */
  BEST_WEIGHTS_DAMAGED(2),
  /** Warning. Arguments: the problem of the file and the epoch. */
  BEST_WEIGHTS_LOST(2),
  /** Warning. Argument: the problem of the file. */
  BEST_WEIGHTS_RESTORED(1),
  /** Argument: the file. */
  RUN_FILE_MISSING(1),
  /** Argument: the file. */
  RUN_FILE_DAMAGED(1),
  /** Warning. Arguments: the file, the number of damaged lines and the first of their numbers. */
  EVENTS_DAMAGED(3),
  /** Warning. Argument: the problem of the latest checkpoint. */
  PREVIOUS_CHECKPOINT_USED(1),
  /** Warning. Arguments: steps of the checkpoint and of the last one in the log. */
  CHECKPOINT_OLDER(2),
  /** Warning. No arguments. */
  NO_VALIDATION_SPLIT(0),
  /** Warning. Argument: the list of differences. */
  OTHER_ENVIRONMENT(1),
  /** Warning. No arguments. */
  FEATURES_DIFFER(0),
  /** Part of a warning. Arguments: what differs, the value then and the value now. */
  ENVIRONMENT_DIFFERENCE(3),
  /** Argument: the file. */
  PROBES_DAMAGED(1),
  /** Arguments: the corpus and the run. */
  CORPUS_CHANGED(2),
  /** Arguments: the corpus and the list of its splits. */
  NO_TRAINING_SPLIT(2),
  /** Arguments: the image, its split and the corpus. */
  EXCLUSION_UNKNOWN(3),
  /** Argument: the name. */
  MODEL_EXISTS(1),
  /** No arguments. */
  ONE_IMAGE_SIZE(0),
  /** No arguments. */
  HARD_BATCHES_NEED_SENTENCE_ENCODER(0),
  /** No arguments. */
  NO_CONCEPTS_TO_TRAIN(0),
  /** Arguments: the layers to freeze, and those of the text encoder. */
  TOO_MANY_FROZEN_LAYERS(2),
  /** Arguments: the number of samples, the batch size and a batch size that fits. */
  TOO_FEW_SAMPLES(3),
  /** No arguments. */
  FINE_TUNE_NEEDS_MODEL(0),
  /** No arguments. */
  ADAPTER_NEEDS_ENCODERS(0),
  /** No arguments. */
  CONCEPTS_NEED_MODEL(0),
  /** No arguments. */
  FEATURES_NOT_FIXED(0),
  /** Argument: the name. */
  UNKNOWN_CONFIGURATION(1),
  /** No arguments. */
  NO_PUBLISHED_PRETRAINED(0),
  /** No arguments. */
  PRETRAINED_NOT_FOUND(0),
  /** Argument: the file. */
  PRETRAINED_FILE_MISSING(1),
  /** Argument: the file. */
  SYNONYMS_UNREADABLE(1),
  /** Arguments: the file and the folder. */
  COPY_FAILED(2),
  /** Arguments: the setting and the list of settings that can be changed. */
  SETTING_FIXED(2);

  private final int argumentCount;

  RunError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
