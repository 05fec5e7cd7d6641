package org.kamcl.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kamcl.engine.network.EngineConstants;

/**
 * Adam with bias correction and decoupled weight decay. The moments of a parameter start with its
 * first gradient. The state can be read and restored for an exact resume. (Kingma and Ba, ICLR
 * 2015; Loshchilov and Hutter, ICLR 2019.)
 */
public final class Adam {
  private final NDManager owner;
  private final float beta1;
  private final float beta2;
  private final double epsilon;
  private final Map<String, Moments> moments = new LinkedHashMap<>();

  /** Both moments of a parameter and its number of updates. */
  public record Moments(NDArray first, NDArray second, long steps) {}

  /**
   * @param owner manager of the moments
   */
  Adam(NDManager owner, double beta1, double beta2, double epsilon) {
    this.owner = owner;
    // The update takes float32 betas; the bias correction must use the same values.
    this.beta1 = (float) beta1;
    this.beta2 = (float) beta2;
    this.epsilon = epsilon;
  }

  /**
   * Updates a parameter in place; gradients must not be recorded.
   *
   * @param rate learning rate of this step
   * @param decay decoupled weight decay: the parameter shrinks by rate x decay
   */
  void update(String name, NDArray parameter, NDArray gradient, double rate, double decay) {
    Moments before = moments.get(name);
    if (before == null) {
      NDArray first = owner.zeros(parameter.getShape(), parameter.getDataType());
      NDArray second = owner.zeros(parameter.getShape(), parameter.getDataType());
      before = new Moments(first, second, 0);
    }
    Moments now = new Moments(before.first, before.second, before.steps + 1);
    moments.put(name, now);
    if (decay > 0) {
      try (NDArray kept = EngineConstants.of(owner, 1 - rate * decay, parameter.getDataType())) {
        parameter.muli(kept);
      }
    }
    // The update adds epsilon to the root without bias correction. With the correction of the
    // second moment in rate and epsilon the result is Adam as published.
    double root = Math.sqrt(1 - Math.pow(beta2, (double) now.steps));
    double corrected = rate * root / (1 - Math.pow(beta1, (double) now.steps));
    JniUtils.adamUpdate(
        (PtNDArray) parameter,
        (PtNDArray) gradient,
        (PtNDArray) now.first,
        (PtNDArray) now.second,
        (float) rate,
        (float) corrected,
        0,
        1,
        -1,
        beta1,
        beta2,
        (float) (epsilon * root),
        false);
  }

  /** The moments by parameter name. */
  public Map<String, Moments> state() {
    return moments;
  }

  /** Restores the moments of a parameter and takes ownership of the arrays. */
  public void restore(String name, NDArray first, NDArray second, long steps) {
    first.attach(owner);
    second.attach(owner);
    moments.put(name, new Moments(first, second, steps));
  }
}
