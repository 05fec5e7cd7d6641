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
 * Makes models with the published aggregator and added concepts from a corrected model. Backbone,
 * text tower, final branch and fusion have the weights of the corrected model, so that such a model
 * sees something without any training; the linear layers of the low and the high branch, whose
 * shapes differ, have initial weights.
 */
public final class PublishedModels {
  private static final String TOWER = KamclNetwork.IMAGE_TOWER + ".";
  private static final long SEED = 1;

  private PublishedModels() {}

  /** Writes the model that belongs to the one in {@code source} into the folder {@code target}. */
  public static Path write(Path source, Path target) {
    try {
      Files.createDirectories(target);
      for (String file : List.of(ModelFiles.CONCEPTS, ModelFiles.WORDPIECE_VOCABULARY)) {
        Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      NetworkConfig config =
          ModelCard.read(source).network().toBuilder().published(true).addConcepts(true).build();
      SafeTensors.write(target.resolve(ModelFiles.WEIGHTS), weights(source, config));
      ModelCard card =
          ModelCard.builder(String.valueOf(target.getFileName()), config)
              .configuration("published")
              .build();
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
