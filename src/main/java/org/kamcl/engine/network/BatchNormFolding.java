package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Freezes a network for inference. Batch normalization with running statistics is an affine map of
 * each channel, so it is folded into the convolution before it. This saves one pass over the
 * activations per layer, and the result is the same up to rounding.
 */
final class BatchNormFolding {

  private BatchNormFolding() {}

  /** Creates a frozen copy of {@code source} with its own memory; the source is not changed. */
  static NetworkParameters freeze(
      NetworkParameters source, List<ConvBatchNorm> pairs, NDManager parent) {
    return freeze(source, pairs, parent, EngineArrays::copy);
  }

  /**
   * As {@link #freeze}, but the tensors that stay as they are move to the result, which halves the
   * memory. The source can only be closed afterwards.
   */
  static NetworkParameters freezeInPlace(
      NetworkParameters source, List<ConvBatchNorm> pairs, NDManager parent) {
    return freeze(source, pairs, parent, tensor -> tensor);
  }

  private static NetworkParameters freeze(
      NetworkParameters source,
      List<ConvBatchNorm> pairs,
      NDManager parent,
      UnaryOperator<NDArray> unchanged) {
    NetworkParameters frozen = new NetworkParameters(parent, true);
    Set<String> done = new HashSet<>();
    try (NDManager scratch = parent.newSubManager()) {
      for (ConvBatchNorm pair : pairs) {
        NDArray weight = copyOn(scratch, source.get(pair.conv() + ".weight"));
        NDArray gamma = copyOn(scratch, source.get(pair.norm() + ".weight"));
        NDArray beta = copyOn(scratch, source.get(pair.norm() + ".bias"));
        NDArray mean = copyOn(scratch, source.get(pair.norm() + ".running_mean"));
        NDArray variance = copyOn(scratch, source.get(pair.norm() + ".running_var"));
        NDArray scale = gamma.div(variance.add(pair.epsilon()).sqrt());
        frozen.put(pair.conv() + ".weight", weight.mul(scale.reshape(-1, 1, 1, 1)));
        frozen.put(pair.conv() + ".bias", beta.sub(mean.mul(scale)));
        done.add(pair.conv() + ".weight");
        for (String tensor : new String[] {"weight", "bias", "running_mean", "running_var"}) {
          done.add(pair.norm() + "." + tensor);
        }
      }
    }
    for (String name : source.names()) {
      if (!done.contains(name)) {
        frozen.put(name, unchanged.apply(source.get(name)));
      }
    }
    return frozen;
  }

  private static NDArray copyOn(NDManager manager, NDArray array) {
    NDArray copy = EngineArrays.copy(array);
    copy.attach(manager);
    return copy;
  }
}
