package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Scaled dot-product attention. (Vaswani et al., NeurIPS 2017) */
final class Attention {
  private Attention() {}

  /**
   * The weights of all keys for each query.
   *
   * @param q [B, heads, R, D]
   * @param k [B, heads, T, D]
   * @param mask added to the scaled products; null for none
   * @return [B, heads, R, T]; each row sums to 1
   */
  static NDArray weights(NDArray q, NDArray k, @Nullable NDArray mask) {
    double scale = 1 / Math.sqrt((double) q.getShape().get(3));
    NDArray products = EngineConstants.multiply(q, scale).matMul(k.swapAxes(2, 3));
    return (mask == null ? products : products.add(mask)).softmax(3);
  }
}
