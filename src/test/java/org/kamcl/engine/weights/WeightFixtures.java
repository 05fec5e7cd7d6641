package org.kamcl.engine.weights;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Files of weights that tests of this package read. */
final class WeightFixtures {
  private WeightFixtures() {}

  /** The folder of the PyTorch files and their values. */
  static Path folder() {
    return Path.of(System.getProperty("kamcl.weights", "src/test/resources/weights"));
  }

  /** The code of the nested problem, or of the exception if it has none. */
  static WeightsError detail(KamclException failure) {
    for (Object argument : failure.arguments()) {
      if (argument instanceof Problem problem) {
        return Stream.of(WeightsError.values()).filter(problem::is).findFirst().orElseThrow();
      }
    }
    return (WeightsError) failure.code();
  }

  /** Tensors of all kinds that safetensors holds. */
  static WeightSet sample() {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("a", TensorData.ofFloats(new float[] {1, -2.5f, 1e-7f, 65504, 3, 4}, 2, 3));
    tensors.put("b.half", tensors.get("a").toHalf());
    tensors.put("scalar", TensorData.ofFloats(new float[] {7}));
    tensors.put("none", TensorData.ofFloats(new float[0], 0, 3));
    return new WeightSet(tensors, Map.of("source", "test"));
  }
}
