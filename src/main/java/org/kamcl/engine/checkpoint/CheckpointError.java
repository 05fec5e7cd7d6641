package org.kamcl.engine.checkpoint;

import org.kamcl.error.ErrorCode;

/** Errors of checkpoints of the CLIP family. */
public enum CheckpointError implements ErrorCode {
  /** File. */
  TEXT_TOWER_MISSING(1),
  /** File. */
  IMAGE_TOWER_MISSING(1),
  /** File, prefixes of the tensor names. */
  SEVERAL_MODELS(2),
  /** File. */
  LORA_ONLY(1),
  /** File. */
  LORA_NOT_MERGED(1),
  /** File. */
  SIGLIP(1),
  /** File. */
  COCA(1),
  /** File, kind of tower. */
  IMAGE_TOWER_UNSUPPORTED(2),
  /** File, kind of tower. */
  TEXT_TOWER_UNSUPPORTED(2),
  /** File, its number of words, that of CLIP. */
  VOCABULARY_SIZE(3),
  /** File, width, width of a head. */
  HEADS_UNKNOWN(3),
  /** File, number of positions. */
  POSITIONS_NOT_SQUARE(2),
  /** File, tensor, its shape, number of dimensions. */
  SHAPE_UNEXPECTED(4),
  /** File. */
  SIZES_IMPOSSIBLE(1),
  /** File, names, number of others. */
  TENSORS_MISSING(3),
  /** File, names. */
  TENSORS_UNKNOWN(2),
  /** File, names. */
  TRANSFORMER_UNSUPPORTED(2),
  /** Configuration, reason. */
  CONFIG_UNREADABLE(2),
  /** Configuration. */
  CONFIG_INVALID(1),
  /** Configuration, name, stated value, value of the weights. */
  CONFIG_DIFFERS(4),
  /** Configuration, name, value. */
  OPTION_UNSUPPORTED(3),
  /** Configuration. */
  ACTIVATIONS_DIFFER(1),
  /** Configuration, activation. */
  ACTIVATION_UNSUPPORTED(2),
  /** Configuration, setting, its value. */
  PIXELS_DIFFER(3);

  private final int argumentCount;

  CheckpointError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
