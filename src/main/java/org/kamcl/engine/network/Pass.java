package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;

/**
 * One forward pass: the tensors it reads (below a name prefix), whether normalisation and dropout
 * are in training mode, and who watches.
 *
 * @param parameters the network's tensors
 * @param prefix prepended to every name that is asked for; empty or ending in a dot
 * @param training whether it is a training pass
 * @param norms what batch normalisations do in a training pass
 * @param gradients whether gradients may be recorded, so that what was computed must stay
 * @param regularization what a training pass leaves out at random
 * @param tap sees intermediate features
 */
public record Pass(
    NetworkParameters parameters,
    String prefix,
    boolean training,
    Norms norms,
    boolean gradients,
    Regularization regularization,
    FeatureTap tap) {

  /** Inference without observers. */
  public static Pass inference(NetworkParameters parameters) {
    return inference(parameters, FeatureTap.NONE);
  }

  /** Inference with an observer. */
  public static Pass inference(NetworkParameters parameters, FeatureTap tap) {
    boolean gradients = !parameters.frozen();
    return new Pass(parameters, "", false, Norms.FIXED, gradients, Regularization.NONE, tap);
  }

  /** Training mode; where batch statistics are used, running statistics are updated in place. */
  public static Pass training(
      NetworkParameters parameters, Norms norms, Regularization regularization) {
    return new Pass(parameters, "", true, norms, true, regularization, FeatureTap.NONE);
  }

  /** The same pass where no gradients are recorded: as for key encoders. */
  public Pass withoutGradients() {
    return new Pass(parameters, prefix, training, norms, false, regularization, tap);
  }

  /** The same pass with names below {@code child}. */
  public Pass at(String child) {
    return new Pass(
        parameters, prefix + child + ".", training, norms, gradients, regularization, tap);
  }

  NDArray get(String name) {
    return parameters.get(prefix + name);
  }

  NDArray find(String name) {
    return parameters.find(prefix + name);
  }

  /** Sets a share of values to zero in training and enlarges the others to make up for it. */
  NDArray dropout(NDArray x, float rate) {
    if (!training || rate == 0) {
      return x;
    }
    return x.getNDArrayInternal().dropout(x, rate, true).singletonOrThrow();
  }

  void show(String name, NDArray value) {
    tap.accept(name, value);
  }

  /**
   * Frees an intermediate at once where nothing can need it again: without gradients and observers.
   * The next layer then works in memory that is still in the cache.
   */
  void release(NDArray intermediate) {
    if (!gradients && tap == FeatureTap.NONE) {
      intermediate.close();
    }
  }

  /**
   * Whether the plain Java kernels may be used: nothing needs a gradient, arrays are on the CPU.
   */
  boolean javaKernels() {
    return !gradients && !parameters.manager().getDevice().isGpu();
  }
}
