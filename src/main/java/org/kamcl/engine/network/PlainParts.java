package org.kamcl.engine.network;

import org.kamcl.error.KamclException;

/**
 * What a vision transformer without text has beyond patches, class token and blocks; stored with
 * the model.
 *
 * @param layerScale whether each block multiplies what it adds by a vector (Touvron et al., ICCV
 *     2021), as in DINOv2
 * @param extraTokens tokens without a position after the class token: the registers of DINOv2, or
 *     the distillation token of DeiT
 * @param pooling which states are the feature
 */
public record PlainParts(boolean layerScale, int extraTokens, Pooling pooling) {
  /** A class token alone, as first published and as in DINO. */
  static final PlainParts NONE = new PlainParts(false, 0, Pooling.CLASS);

  private static final int MAX_TOKENS = 64;

  /** Which states after the last block are the feature. */
  public enum Pooling {
    /** The normalized state of the class token. */
    CLASS,
    /** The mean of the normalized states of class token and extra tokens, as in DeiT. */
    CLASS_AND_EXTRA,
    /** The normalized mean of the states of all patches, as in MAE. */
    PATCHES
  }

  /**
   * @throws KamclException if a part is missing or a number is not valid
   */
  public PlainParts {
    if (pooling == null) {
      throw new KamclException(NetworkError.CLIP_SIZES_INCOMPLETE);
    }
    if (extraTokens < 0 || extraTokens > MAX_TOKENS) {
      throw new KamclException(NetworkError.CLIP_SIZE_INVALID, "extraTokens", extraTokens);
    }
  }
}
