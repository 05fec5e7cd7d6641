package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Scalar constants, and products and quotients with one, in the engine's own memory. DJL's {@code
 * mul(Number)} and {@code create(float)} wrap Java memory. The former closes the constant at once,
 * although the backward pass still reads it: after a garbage collection, gradients are wrong
 * without any error. (docs/decisions/0005-engine-constants.md)
 */
public final class EngineConstants {
  private static final Shape SCALAR = new Shape();

  private EngineConstants() {}

  /**
   * A scalar, [].
   *
   * @param type of the array it is combined with: a scalar of a wider type would widen other
   *     scalars, one of a narrower type would bring its rounding error
   */
  public static NDArray of(NDManager manager, double value, DataType type) {
    return JniUtils.full(
        (PtNDManager) manager, SCALAR, value, type, manager.getDevice(), SparseFormat.DENSE);
  }

  /** x * factor, in the type of x. */
  public static NDArray multiply(NDArray x, double factor) {
    return x.mul(of(x.getManager(), factor, x.getDataType()));
  }

  /** x / divisor, in the type of x. */
  public static NDArray divide(NDArray x, double divisor) {
    return x.div(of(x.getManager(), divisor, x.getDataType()));
  }
}
