package org.kamcl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/**
 * Makes models of other architectures from a corrected model. Tensors whose names and shapes are
 * equal have its weights, so that such a model sees something without any training.
 */
public final class OtherArchitectures {
  private static final String TOWER = KamclNetwork.IMAGE_TOWER + ".";
  private static final long SEED = 1;

  private OtherArchitectures() {}

  /**
   * A model with the published aggregator and added concepts. The linear layers of the low and the
   * high branch, whose shapes differ, have initial weights.
   *
   * @param source folder of the corrected model
   * @param target folder of the new one
   */
  public static Path published(Path source, Path target) {
    return write(
        source,
        target,
        ModelCard.read(source).network().toBuilder().published(true).addConcepts(true).build());
  }

  /** A model without the aggregator: the last feature map, pooled and projected. */
  public static Path withoutAggregator(Path source, Path target) {
    return write(
        source, target, ModelCard.read(source).network().toBuilder().lastStageOnly(true).build());
  }

  private static Path write(Path source, Path target, NetworkConfig config) {
    try {
      Files.createDirectories(target);
      for (String file : List.of(ModelFiles.CONCEPTS, ModelFiles.WORDPIECE_VOCABULARY)) {
        Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      SafeTensors.write(target.resolve(ModelFiles.WEIGHTS), weights(source, config));
      ModelCard card = ModelCard.builder(String.valueOf(target.getFileName()), config).build();
      Files.writeString(target.resolve(ModelCard.FILE), card.toJson());
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WeightSet weights(Path source, NetworkConfig config) {
    Map<String, TensorData> known = SafeTensors.read(source.resolve(ModelFiles.WEIGHTS)).tensors();
    ParameterInitializer initializer = new ParameterInitializer(SEED);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : new KamclNetwork(config).specs()) {
      String name =
          spec.name()
              .replace(TOWER + "extract_feature.resnet.", TOWER + "backbone.")
              .replace("extract_feature.gpo", "final_module.gpo")
              .replace("extract_feature.linear", "final_module.fc");
      TensorData tensor = known.get(name);
      boolean fits = tensor != null && Arrays.equals(tensor.shape(), spec.shape());
      tensors.put(
          spec.name(), fits ? tensor : TensorData.ofFloats(initializer.values(spec), spec.shape()));
    }
    return new WeightSet(tensors, Map.of());
  }
}
