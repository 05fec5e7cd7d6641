package org.kamcl.engine.inference;

import org.kamcl.error.ErrorCode;

/** Errors of models and embeddings. */
public enum InferenceError implements ErrorCode {
  /** File. */
  SCORE_CALIBRATION_DAMAGED(1),
  /** File. */
  CONCEPT_CALIBRATION_DAMAGED(1),
  /** File, reason. */
  FILE_UNREADABLE(2),
  /** File, reason. */
  FILE_NOT_WRITTEN(2),
  /** File, target folder, reason. */
  FILE_NOT_COPIED(3),
  /** File, its number of words, the network's limit. */
  VOCABULARY_TOO_LARGE(3),
  /** Model, the only image size. */
  IMAGE_SIZE_FIXED(2),
  /** Folder, number of concepts, outputs of the heads. */
  TOO_MANY_CONCEPTS(3),
  /** File, the first differences, number of further ones. */
  TENSORS_MISMATCH(3),
  /** Model without a text encoder, where a text was to be read. */
  MODEL_WITHOUT_WORDS(1),
  /** Tensor. */
  TENSOR_MISSING(1),
  /** Tensor, its shape, the expected shape. */
  TENSOR_SHAPE(3),
  /** Fewer than two models were named. */
  AVERAGE_NEEDS_TWO(0),
  /** Two models, their networks. */
  AVERAGE_NETWORKS_DIFFER(4),
  /** Two models, the file in which they differ. */
  AVERAGE_FILES_DIFFER(3),
  /** Folder of a model without a readable card. */
  CARD_UNREADABLE(1),
  /** Card. */
  CARD_DAMAGED(1),
  /** Card. */
  CARD_NETWORK_INVALID(1),
  /** Card. */
  CARD_NETWORK_MISSING(1),
  /** Folder. */
  CARD_TOO_NEW(1),
  /** No vocabulary was named. */
  VOCABULARY_NOT_NAMED(0),
  /** No list of concepts was named. */
  CONCEPTS_NOT_NAMED(0),
  /** File, examples of its tensors. */
  WEIGHTS_NOT_RECOGNIZED(2),
  /** File, prefix below which no known backbone is. */
  BACKBONE_NOT_RECOGNIZED(2),
  /** File. */
  ACTIVATION_UNKNOWN(1),
  /** File, number of sample images, ends of the interval of the difference. */
  ACTIVATION_UNDECIDED(4),
  /** Words of the vocabulary, checkpoint, its number of words. */
  VOCABULARY_SIZE_DIFFERS(3),
  /** Names in the list, checkpoint, outputs of its heads. */
  CONCEPT_COUNT_DIFFERS(3),
  /** Folder, reason. */
  MODELS_UNREADABLE(2),
  /** Name, existing models. */
  MODEL_NOT_FOUND(2),
  /** Name, folder for models. */
  MODEL_NOT_FOUND_NONE_EXIST(2),
  /** Folder for models. */
  NO_MODELS(1),
  /** Existing models. */
  MODEL_AMBIGUOUS(1),
  /** Name. */
  MODEL_NAME_INVALID(1),
  /** Name. */
  MODEL_EXISTS(1),
  /** Name, folder for models, reason. */
  MODEL_NOT_STORED(3),
  /** Name. */
  MODEL_BUNDLED(1),
  /** Name, reason. */
  MODEL_NOT_DELETED(2),
  /** Model, file, expected SHA-256, its SHA-256. */
  MODEL_FILE_CHANGED(4),
  /** Model, file. */
  MODEL_FILE_MISSING(2),
  /** Model, file that its manifest does not list. */
  MODEL_FILE_UNLISTED(2),
  /** Model, file, expected SHA-256, its SHA-256. */
  CALIBRATION_FILE_CHANGED(4),
  /** Model, file. */
  CALIBRATION_FILE_MISSING(2),
  /** Model, file that its manifest does not list. */
  CALIBRATION_FILE_UNLISTED(2),
  /** Model, its manifest. */
  MODEL_DIFFERS_FROM_ARCHIVE(2),
  /** Model, its manifest. */
  MODEL_NEVER_CHECKED(2),
  /** Model, its manifest. */
  MANIFEST_MISSING(2),
  /** Model, the file. */
  SENTENCES_UNLISTED(2),
  /** File that its manifest lists, expected SHA-256, its SHA-256. */
  LISTED_FILE_CHANGED(3),
  /** Manifest. */
  MANIFEST_DAMAGED(1),
  /** Model. */
  MODEL_CHANGED_MEANWHILE(1),
  /** Weights, tensor. */
  WEIGHTS_NOT_FINITE(2),
  /** Card, key of the number. */
  CARD_NUMBER_INVALID(2),
  /** Concept calibration, concept it names, file of the concepts. */
  CALIBRATION_OF_OTHER_CONCEPTS(3),
  /** Model the archive was indexed with, existing models. */
  ARCHIVE_MODEL_MISSING(2),
  /** Model the archive was indexed with, folder for models. */
  ARCHIVE_MODEL_MISSING_NONE_EXIST(2),
  /** Model, precision of its encoders. */
  EMBEDDING_NOT_FINITE(2),
  /** The thread was interrupted. */
  EMBEDDING_INTERRUPTED(0);

  private final int argumentCount;

  InferenceError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
