package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;

/**
 * Receives intermediate features of a forward pass (stage outputs, tokens, pooled vectors), for
 * explanation and for comparison with published values. The arrays are valid only during the pass.
 */
@FunctionalInterface
public interface FeatureObserver {
  /** Ignores all features. */
  FeatureObserver NONE = (name, value) -> {};

  /**
   * Receives a feature.
   *
   * @param name of the feature, in the paper's terms, e.g. {@code f1}, {@code solo}, {@code tokens}
   * @param value the feature, batch first
   */
  void accept(String name, NDArray value);
}
