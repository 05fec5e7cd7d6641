package org.kamcl.engine.network;

/** Which features of the encoders an adapter reads. Stored in model cards and runs by name. */
public enum FeatureSource {
  /** The outputs of both towers, of a model whose embeddings are to be adapted. */
  TOWER,
  /**
   * The means of the encoders' states: over the positions of the last stages of strides 8, 16 and
   * 32 of the backbone, side by side, and over the tokens of a caption. For encoders without a
   * trained tower.
   */
  ENCODER
}
