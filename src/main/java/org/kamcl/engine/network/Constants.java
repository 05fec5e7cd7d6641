package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Products and quotients with a constant while gradients are recorded. DJL's {@code mul(Number)}
 * wraps the constant in an array over Java memory and closes it at once, yet the backward pass
 * reads it: once the garbage collector has freed that memory, gradients are garbage, rarely and
 * without an error. Here the constant lives as long as the array's manager.
 */
public final class Constants {
  private Constants() {}

  /** x * factor, in float32. */
  public static NDArray times(NDArray x, double factor) {
    return x.mul(x.getManager().create((float) factor));
  }

  /**
   * factor * x, in float32.
   *
   * @param manager owns the result, whoever owns x
   */
  public static NDArray times(NDManager manager, double factor, NDArray x) {
    return manager.create((float) factor).mul(x);
  }

  /** x / divisor, in float32. */
  public static NDArray over(NDArray x, double divisor) {
    return x.div(x.getManager().create((float) divisor));
  }
}
