package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Constants, and products and quotients with one while gradients are recorded. DJL's {@code
 * mul(Number)} and {@code create(float)} lay the constant over Java memory. The former closes it at
 * once, yet the backward pass reads it: once the garbage collector has freed that memory, gradients
 * are garbage, rarely and without an error. And what only the collector frees, a thousand of them a
 * step, lies scattered between the large blocks of the activations, which then no longer fit into
 * each other's places. Here the constant is the engine's own memory and goes with its manager.
 */
public final class EngineConstants {
  private static final Shape SCALAR = new Shape();

  private EngineConstants() {}

  /** A float32 scalar, []. */
  public static NDArray of(NDManager manager, double value) {
    return manager.full(SCALAR, (float) value, DataType.FLOAT32);
  }

  /** x * factor, in float32. */
  public static NDArray multiply(NDArray x, double factor) {
    return x.mul(of(x.getManager(), factor));
  }

  /** x / divisor, in float32. */
  public static NDArray divide(NDArray x, double divisor) {
    return x.div(of(x.getManager(), divisor));
  }
}
