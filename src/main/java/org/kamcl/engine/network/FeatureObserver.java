package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;

/**
 * Sees intermediate features while a network runs (stage outputs, tokens, pooled vectors), for
 * explanation and for comparison with published numbers. The arrays live only as long as the pass.
 */
@FunctionalInterface
public interface FeatureObserver {
  /** Looks at nothing. */
  FeatureObserver NONE = (name, value) -> {};

  /**
   * @param name the feature's name in the paper's terms, e.g. {@code f1}, {@code solo}, {@code
   *     tokens}
   * @param value the feature, batch first
   */
  void accept(String name, NDArray value);
}
