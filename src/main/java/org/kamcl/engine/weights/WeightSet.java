package org.kamcl.engine.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tensors of a file by name, in the order of the file, and its metadata.
 *
 * @param tensors name to tensor
 * @param metadata short texts such as source, licence or epoch
 */
public record WeightSet(Map<String, TensorData> tensors, Map<String, String> metadata) {
  /** Copies both maps. */
  public WeightSet {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** The same set with a prefix before every name. */
  public WeightSet withPrefix(String prefix) {
    Map<String, TensorData> renamed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> renamed.put(prefix + name, tensor));
    return new WeightSet(renamed, metadata);
  }

  /** The first tensor with a value that is NaN or infinite as float32; empty if there is none. */
  public Optional<String> firstNotFinite() {
    return firstNotFinite(() -> {});
  }

  /**
   * As above.
   *
   * @param safePoint is called before each tensor; what it throws ends the search
   */
  public Optional<String> firstNotFinite(Runnable safePoint) {
    for (Map.Entry<String, TensorData> tensor : tensors.entrySet()) {
      safePoint.run();
      if (!tensor.getValue().isFinite()) {
        return Optional.of(tensor.getKey());
      }
    }
    return Optional.empty();
  }

  /** The same set without a prefix all names share, such as DataParallel's {@code module.}. */
  WeightSet withoutPrefix(String prefix) {
    if (tensors.isEmpty() || !tensors.keySet().stream().allMatch(n -> n.startsWith(prefix))) {
      return this;
    }
    Map<String, TensorData> renamed = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> renamed.put(name.substring(prefix.length()), tensor));
    return new WeightSet(renamed, metadata);
  }
}
