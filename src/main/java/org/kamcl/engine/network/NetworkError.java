package org.kamcl.engine.network;

import org.kamcl.error.ErrorCode;

/** Errors of network configurations. */
public enum NetworkError implements ErrorCode {
  /** The configuration lacks backbone, text encoder or pooling. */
  ENCODER_MISSING(0),
  /** Image size, the stride it must be a multiple of, the largest size. */
  IMAGE_SIZE_INVALID(3),
  /** A size is zero or negative. */
  SIZE_NOT_POSITIVE(0),
  /** Number of concepts, width of the features they are added to. */
  CONCEPT_COUNT_DIFFERS(2),
  /** The published network cannot do without its aggregator. */
  AGGREGATOR_REQUIRED(0),
  /** The GRU has no vocabulary. */
  VOCABULARY_REQUIRED(0),
  /** The GRU comes with generalized pooling and the concept token only. */
  PUBLISHED_POOLING_REQUIRED(0),
  /** Number of tokens, the largest number. */
  TOO_MANY_TOKENS(2),
  /** The features of the published network depend on their batch and contain concepts. */
  ADAPTER_UNSUPPORTED(0),
  /** The text encoder does not read a concept token. */
  CONCEPT_TOKEN_UNSUPPORTED(0),
  /** A network without text encoder cannot have concepts, an adapter or the published tower. */
  IMAGES_ONLY(0),
  /** Width of the features, which is not that of the backbone. */
  IMAGES_ONLY_WIDTH(1),
  /** The encoder is one of CLIP and the sizes are missing, or the other way round. */
  CLIP_SIZES_REQUIRED(0),
  /** The sizes of a CLIP network lack a part. */
  CLIP_SIZES_INCOMPLETE(0),
  /** Name and value of a size. */
  CLIP_SIZE_INVALID(2),
  /** Width, number of heads. */
  HEADS_DO_NOT_DIVIDE(2);

  private final int argumentCount;

  NetworkError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
