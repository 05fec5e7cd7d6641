package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * One forward pass: the tensors it reads (below a name prefix), whether normalisation and dropout
 * are in training mode, and who watches.
 *
 * @param parameters the network's tensors
 * @param prefix prepended to every name that is asked for; empty or ending in a dot
 * @param training whether it is a training pass
 * @param batchNormMode what batch normalisations do in a training pass
 * @param gradients whether gradients may be recorded, so that what was computed must stay
 * @param regularization what a training pass leaves out at random
 * @param observer sees intermediate features
 */
public record ForwardContext(
    NetworkParameters parameters,
    String prefix,
    boolean training,
    BatchNormMode batchNormMode,
    boolean gradients,
    Regularization regularization,
    FeatureObserver observer) {

  /** Inference without observers. */
  public static ForwardContext inference(NetworkParameters parameters) {
    return inference(parameters, FeatureObserver.NONE);
  }

  /** Inference with an observer. */
  public static ForwardContext inference(NetworkParameters parameters, FeatureObserver tap) {
    boolean gradients = !parameters.frozen();
    return new ForwardContext(
        parameters,
        "",
        false,
        BatchNormMode.RUNNING_STATISTICS,
        gradients,
        Regularization.NONE,
        tap);
  }

  /** Training mode; where batch statistics are used, running statistics are updated in place. */
  public static ForwardContext training(
      NetworkParameters parameters, BatchNormMode batchNormMode, Regularization regularization) {
    return new ForwardContext(
        parameters, "", true, batchNormMode, true, regularization, FeatureObserver.NONE);
  }

  /** The same pass where no gradients are recorded: as for key encoders. */
  public ForwardContext withoutGradients() {
    return new ForwardContext(
        parameters, prefix, training, batchNormMode, false, regularization, observer);
  }

  /** The same pass with names below {@code child}. */
  public ForwardContext scope(String child) {
    return new ForwardContext(
        parameters,
        prefix + child + ".",
        training,
        batchNormMode,
        gradients,
        regularization,
        observer);
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

  void observe(String name, NDArray value) {
    observer.accept(name, value);
  }

  /**
   * Frees an intermediate at once where nothing can need it again: without gradients and observers.
   * The next layer then works in memory that is still in the cache.
   */
  void release(NDArray intermediate) {
    if (!gradients && observer == FeatureObserver.NONE) {
      intermediate.close();
    }
  }

  /**
   * Whether the plain Java kernels may be used: nothing needs a gradient, arrays are float32 and on
   * the CPU.
   */
  boolean javaKernels() {
    return !gradients
        && dataType() == DataType.FLOAT32
        && !parameters.manager().getDevice().isGpu();
  }

  /** The data type of the parameters, in which everything is computed. */
  public DataType dataType() {
    return parameters.dataType();
  }
}
