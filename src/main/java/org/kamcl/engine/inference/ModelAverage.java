package org.kamcl.engine.inference;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/**
 * Averages the weights of several models into a new model. Useful for models trained from the same
 * start. (Wortsman et al., Model soups, ICML 2022.)
 */
public final class ModelAverage {
  /** The learned temperature, for a training that starts from the model. */
  private static final String LOGIT_SCALE = "training.log_scale";

  private final ModelStore models;
  private final Runnable safePoint;

  /**
   * @param models contains the models and receives the new one
   */
  public ModelAverage(ModelStore models) {
    this(models, () -> {});
  }

  /**
   * @param models contains the models and receives the new one
   * @param safePoint is called between the steps; what it throws ends the work without a model
   */
  public ModelAverage(ModelStore models, Runnable safePoint) {
    this.models = models;
    this.safePoint = safePoint;
  }

  /**
   * Creates an average.
   *
   * @param names of at least two models; a model that is named twice counts twice
   * @param name of the new model
   * @throws KamclException if the models differ in network, concepts or vocabulary, or one does not
   *     exist
   */
  public StoredModel create(List<String> names, String name) {
    if (names.size() < 2) {
      throw new KamclException(InferenceError.AVERAGE_NEEDS_TWO);
    }
    List<StoredModel> parts = names.stream().map(models::find).toList();
    // A damaged part would damage the average.
    for (StoredModel part : parts.stream().distinct().toList()) {
      safePoint.run();
      models.check(part);
    }
    StoredModel first = parts.get(0);
    for (StoredModel other : parts.subList(1, parts.size())) {
      validate(first, other);
    }
    return models.create(name, folder -> write(folder, name, parts));
  }

  private static void validate(StoredModel first, StoredModel other) {
    NetworkConfig network = first.requireCard().network();
    NetworkConfig otherNetwork = other.requireCard().network();
    if (!network.equals(otherNetwork)) {
      throw new KamclException(
          InferenceError.AVERAGE_NETWORKS_DIFFER,
          first.name(),
          other.name(),
          network,
          otherNetwork);
    }
    for (String file : ModelFiles.wordFiles(network)) {
      if (!haveEqualContent(first.folder().resolve(file), other.folder().resolve(file))) {
        throw new KamclException(
            InferenceError.AVERAGE_FILES_DIFFER, first.name(), other.name(), file);
      }
    }
  }

  private static boolean haveEqualContent(Path file, Path other) {
    try {
      return Files.mismatch(file, other) < 0;
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_UNREADABLE, file, ModelFiles.reason(e));
    }
  }

  private void write(Path folder, String name, List<StoredModel> parts) {
    ModelCard card = parts.get(0).requireCard();
    String hash = ModelFiles.writeHalfPrecision(folder.resolve(ModelFiles.WEIGHTS), average(parts));
    safePoint.run();
    List<String> copied = new ArrayList<>(ModelFiles.wordFiles(card.network()));
    if (Files.exists(parts.get(0).folder().resolve(ModelFiles.KNOWLEDGE))) {
      copied.add(ModelFiles.KNOWLEDGE);
    }
    for (String file : copied) {
      try {
        Files.copy(parts.get(0).folder().resolve(file), folder.resolve(file));
      } catch (IOException e) {
        throw new KamclException(
            e, InferenceError.FILE_NOT_COPIED, file, folder, ModelFiles.reason(e));
      }
    }
    ModelCard own =
        ModelCard.builder(name, card.network())
            .description(
                "Average of the weights of "
                    + parts.stream().map(StoredModel::name).collect(Collectors.joining(", "))
                    + "; not evaluated yet.")
            .configuration(card.configuration())
            .trainedOn(distinct(parts, ModelCard::trainedOn))
            .initializedFrom(distinct(parts, ModelCard::initializedFrom))
            .license(distinct(parts, ModelCard::license))
            .dataCredits(distinct(parts, ModelCard::dataCredits))
            .limitations(distinct(parts, ModelCard::limitations))
            .weightsSha256(hash)
            .build();
    ModelFiles.writeText(folder.resolve(ModelCard.FILE), own.toJson());
  }

  private WeightSet average(List<StoredModel> parts) {
    NetworkConfig network = parts.get(0).requireCard().network();
    List<ParameterSpec> specs = new KamclNetwork(network).specs();
    Map<String, double[]> sums = new LinkedHashMap<>();
    List<Double> scales = new ArrayList<>();
    for (StoredModel part : parts) {
      safePoint.run();
      // One model at a time: each takes 110 MB in float32.
      Path file = part.folder().resolve(ModelFiles.WEIGHTS);
      WeightSet weights = SafeTensors.read(file);
      ModelFiles.validate(weights, specs, file.toString());
      String scale = weights.metadata().get(LOGIT_SCALE);
      if (scale != null) {
        scales.add(Double.valueOf(scale));
      }
      for (ParameterSpec spec : specs) {
        float[] values = requireNonNull(weights.tensors().get(spec.name())).toFloats();
        double[] sum = sums.computeIfAbsent(spec.name(), key -> new double[values.length]);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += values[i];
        }
      }
    }
    safePoint.run();
    Map<String, TensorData> means = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      double[] sum = requireNonNull(sums.get(spec.name()));
      float[] mean = new float[sum.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sum[i] / parts.size());
      }
      means.put(spec.name(), TensorData.ofFloats(mean, spec.shape()));
    }
    boolean complete = scales.size() == parts.size();
    double scale = scales.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    Map<String, String> metadata =
        complete ? Map.of(LOGIT_SCALE, Double.toString(scale)) : Map.of();
    return new WeightSet(means, metadata);
  }

  /** The distinct texts of the models' cards. */
  private static String distinct(List<StoredModel> parts, Function<ModelCard, String> text) {
    return parts.stream()
        .map(part -> text.apply(part.requireCard()))
        .filter(value -> value != null && !value.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
