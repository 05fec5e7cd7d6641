package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/**
 * A text encoder of layers of equal width, which can be divided: the outputs of layers that are not
 * trained are computed once, and layers may have learning rates of their own.
 */
public interface LayeredTextEncoder extends TextEncoder {
  @Override
  default Optional<LayeredTextEncoder> layered() {
    return Optional.of(this);
  }

  /** Number of layers, at least 1. */
  int layers();

  /**
   * Runs the embeddings and the first layers.
   *
   * @param layers how many layers, 0..{@link #layers}
   * @return [B, T, width]
   */
  NDArray lowerLayers(ForwardContext context, NDManager manager, TextBatch batch, int layers);

  /**
   * Runs the remaining layers.
   *
   * @param states result of {@link #lowerLayers}; the values at padding have no effect
   * @param layers how many layers were run before
   * @return [B, T, width]
   */
  NDArray upperLayers(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers);

  /**
   * The number of layers between a tensor and the encoder's output: 0 for the last layer, {@link
   * #layers} for the embeddings.
   *
   * @param name of a tensor, without the encoder's prefix
   */
  int layersAbove(String name);

  @Override
  boolean embedsSentences();
}
