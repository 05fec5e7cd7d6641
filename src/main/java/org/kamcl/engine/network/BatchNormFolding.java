package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Freezes a network for inference: a batch normalisation with running statistics is an affine map
 * of its channel, so it is folded into the convolution before it. One pass over the activations
 * less a layer, and the result is the same up to rounding.
 */
final class BatchNormFolding {

  /**
   * A convolution without bias and its normalisation, by full name.
   *
   * @param conv prefix of {@code .weight}
   * @param norm prefix of {@code .weight, .bias, .running_mean, .running_var}
   * @param epsilon the normalisation's epsilon
   */
  record ConvBatchNorm(String conv, String norm, float epsilon) {}

  private BatchNormFolding() {}

  /** Makes a frozen copy of {@code source} with its own memory; the source is left as it is. */
  static NetworkParameters freeze(
      NetworkParameters source, List<ConvBatchNorm> pairs, NDManager parent) {
    NetworkParameters frozen = new NetworkParameters(parent, true);
    Set<String> done = new HashSet<>();
    try (NDManager scratch = parent.newSubManager()) {
      for (ConvBatchNorm convBatchNorm : pairs) {
        NDArray weight = on(scratch, source.get(convBatchNorm.conv + ".weight"));
        NDArray gamma = on(scratch, source.get(convBatchNorm.norm + ".weight"));
        NDArray beta = on(scratch, source.get(convBatchNorm.norm + ".bias"));
        NDArray mean = on(scratch, source.get(convBatchNorm.norm + ".running_mean"));
        NDArray variance = on(scratch, source.get(convBatchNorm.norm + ".running_var"));
        NDArray scale = gamma.div(variance.add(convBatchNorm.epsilon).sqrt());
        frozen.put(convBatchNorm.conv + ".weight", weight.mul(scale.reshape(-1, 1, 1, 1)));
        frozen.put(convBatchNorm.conv + ".bias", beta.sub(mean.mul(scale)));
        done.add(convBatchNorm.conv + ".weight");
        for (String tensor : new String[] {"weight", "bias", "running_mean", "running_var"}) {
          done.add(convBatchNorm.norm + "." + tensor);
        }
      }
    }
    for (String name : source.names()) {
      if (!done.contains(name)) {
        frozen.put(name, EngineArrays.copy(source.get(name)));
      }
    }
    return frozen;
  }

  private static NDArray on(NDManager manager, NDArray array) {
    NDArray copy = EngineArrays.copy(array);
    copy.attach(manager);
    return copy;
  }
}
