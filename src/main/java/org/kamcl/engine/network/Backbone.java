package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A convolutional network that gives feature maps of several strides. */
interface Backbone {
  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  List<ParameterSpec> specs(String prefix);

  /** Each convolution with the normalisation that follows it, below {@code prefix}. */
  List<BatchNormFolding.ConvBatchNorm> foldableConvolutions(String prefix);

  /**
   * Runs the network.
   *
   * @param forwardContext at the backbone
   * @param images [B, 3, S, S], normalised as the backbone expects
   * @return its feature maps [B, C, H, W], finest first
   */
  List<NDArray> forward(ForwardContext forwardContext, NDArray images);
}
