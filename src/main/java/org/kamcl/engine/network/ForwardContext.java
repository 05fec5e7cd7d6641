package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The context of a forward pass: the tensors it reads (below a name prefix), the mode of batch
 * normalization and dropout, and an observer.
 *
 * @param parameters the network's tensors
 * @param prefix prepended to every tensor name; empty or ending in a dot
 * @param training whether it is a training pass
 * @param batchNormMode how batch normalization works in a training pass
 * @param gradients whether gradients may be recorded, so that intermediate results must be kept
 * @param regularization dropout rates of a training pass
 * @param observer receives intermediate features
 */
public record ForwardContext(
    NetworkParameters parameters,
    String prefix,
    boolean training,
    BatchNormMode batchNormMode,
    boolean gradients,
    Regularization regularization,
    FeatureObserver observer) {

  /** Inference without an observer. */
  public static ForwardContext inference(NetworkParameters parameters) {
    return inference(parameters, FeatureObserver.NONE);
  }

  /** Inference with an observer. */
  public static ForwardContext inference(NetworkParameters parameters, FeatureObserver observer) {
    boolean gradients = !parameters.frozen();
    return new ForwardContext(
        parameters,
        "",
        false,
        BatchNormMode.RUNNING_STATISTICS,
        gradients,
        Regularization.NONE,
        observer);
  }

  /** Training; with batch statistics, running statistics are updated in place. */
  public static ForwardContext training(
      NetworkParameters parameters, BatchNormMode batchNormMode, Regularization regularization) {
    return new ForwardContext(
        parameters, "", true, batchNormMode, true, regularization, FeatureObserver.NONE);
  }

  /** The same pass without recording gradients, as for key encoders. */
  public ForwardContext withoutGradients() {
    return new ForwardContext(
        parameters, prefix, training, batchNormMode, false, regularization, observer);
  }

  /** The same pass in the scope {@code child}: tensor names continue below it. */
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

  @Nullable NDArray find(String name) {
    return parameters.find(prefix + name);
  }

  /** Dropout: in training, sets a share of the values to zero and scales the others up. */
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
   * Frees an intermediate result at once if nothing can need it again, that is, without gradients
   * and observer. The next layer then reuses memory that is still in the cache.
   */
  void release(NDArray intermediate) {
    if (releases()) {
      intermediate.close();
    }
  }

  /** Whether intermediate results can be freed: without gradients and observer. */
  boolean releases() {
    return !gradients && observer == FeatureObserver.NONE;
  }

  /**
   * Whether the Java kernels can be used: no gradients are needed, and arrays are float32 on the
   * CPU.
   */
  boolean javaKernels() {
    return !gradients
        && dataType() == DataType.FLOAT32
        && !parameters.manager().getDevice().isGpu();
  }

  /** The data type of the parameters in this scope, in which everything in it is computed. */
  public DataType dataType() {
    return parameters.dataType(prefix);
  }

  /** An array in the data type of this scope; the same one if it has that type. */
  NDArray inOwnType(NDArray array) {
    return array.toType(dataType(), false);
  }
}
