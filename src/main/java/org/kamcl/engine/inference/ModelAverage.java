package org.kamcl.engine.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.TextEncoderType;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/**
 * The mean of several models' weights as one model. Of use for models that were trained from the
 * same start. (Wortsman et al., ICML 2022.)
 */
public final class ModelAverage {
  /** The temperature that a training learned, for one that starts from the model. */
  private static final String SCALE = "training.log_scale";

  private final ModelStore models;

  /**
   * @param models holds the models and receives the new one
   */
  public ModelAverage(ModelStore models) {
    this.models = models;
  }

  /**
   * Makes a model.
   *
   * @param names of at least two models; one that is named twice counts twice
   * @param name of the new one
   * @throws EngineException if they differ in network, concepts or words, or one is not there
   */
  public StoredModel create(List<String> names, String name) {
    if (names.size() < 2) {
      throw new EngineException("A mean needs at least two models.");
    }
    List<StoredModel> parts = names.stream().map(models::find).toList();
    StoredModel first = parts.get(0);
    for (StoredModel other : parts.subList(1, parts.size())) {
      check(first, other);
    }
    return models.create(name, folder -> fill(folder, name, parts));
  }

  private static void check(StoredModel first, StoredModel other) {
    String names = "'" + first.name() + "' and '" + other.name() + "'";
    if (!first.requireCard().network().equals(other.requireCard().network())) {
      throw new EngineException(
          "The models "
              + names
              + " have different networks: "
              + first.requireCard().network()
              + " and "
              + other.requireCard().network()
              + ". Only models of one network have a mean.");
    }
    for (String file : List.of(ModelFiles.CONCEPTS, words(first))) {
      if (!same(first.folder().resolve(file), other.folder().resolve(file))) {
        throw new EngineException(
            "The models "
                + names
                + " differ in "
                + file
                + ": the same place in their weights means another word.");
      }
    }
  }

  private static String words(StoredModel model) {
    boolean gru = model.requireCard().network().textEncoder() == TextEncoderType.SKIP_THOUGHTS_GRU;
    return gru ? ModelFiles.VOCABULARY : ModelFiles.WORDPIECE_VOCABULARY;
  }

  private static boolean same(Path file, Path other) {
    try {
      return Files.mismatch(file, other) < 0;
    } catch (IOException e) {
      throw new EngineException(
          "The file " + file + " or " + other + " could not be read: " + e.getMessage() + ".", e);
    }
  }

  private static void fill(Path folder, String name, List<StoredModel> parts) {
    ModelCard card = parts.get(0).requireCard();
    String hash = ModelFiles.writeHalfPrecision(folder.resolve(ModelFiles.WEIGHTS), mean(parts));
    for (String file : List.of(ModelFiles.CONCEPTS, words(parts.get(0)))) {
      try {
        Files.copy(parts.get(0).folder().resolve(file), folder.resolve(file));
      } catch (IOException e) {
        throw new EngineException("The file " + file + " could not be copied to " + folder, e);
      }
    }
    ModelCard own =
        new ModelCard(
            ModelCard.FORMAT_VERSION,
            name,
            "Mean of the weights of "
                + parts.stream().map(StoredModel::name).collect(Collectors.joining(", "))
                + "; not measured yet.",
            LocalDate.now(ZoneOffset.UTC).toString(),
            card.configuration(),
            card.network(),
            all(parts, ModelCard::trainedOn),
            all(parts, ModelCard::initializedFrom),
            Map.of(),
            all(parts, ModelCard::license),
            all(parts, ModelCard::dataCredits),
            null,
            all(parts, ModelCard::limitations),
            hash);
    ModelFiles.writeText(folder.resolve(ModelCard.FILE), own.toJson());
  }

  private static WeightSet mean(List<StoredModel> parts) {
    StoredModel first = parts.get(0);
    List<ParameterSpec> specs = new KamclNetwork(first.requireCard().network()).specs();
    Map<String, double[]> sums = new LinkedHashMap<>();
    List<Double> scales = new ArrayList<>();
    for (StoredModel part : parts) {
      // One at a time: a model takes 110 MB in float32.
      Path file = part.folder().resolve(ModelFiles.WEIGHTS);
      WeightSet weights = SafeTensors.read(file);
      ModelFiles.validate(weights, specs, file.toString());
      String scale = weights.metadata().get(SCALE);
      if (scale != null) {
        scales.add(Double.valueOf(scale));
      }
      for (ParameterSpec spec : specs) {
        float[] values = weights.tensors().get(spec.name()).toFloats();
        double[] sum = sums.computeIfAbsent(spec.name(), key -> new double[values.length]);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += values[i];
        }
      }
    }
    Map<String, TensorData> means = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      double[] sum = sums.get(spec.name());
      float[] mean = new float[sum.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sum[i] / parts.size());
      }
      means.put(spec.name(), TensorData.ofFloats(mean, spec.shape()));
    }
    boolean known = scales.size() == parts.size();
    double scale = scales.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    Map<String, String> metadata = known ? Map.of(SCALE, Double.toString(scale)) : Map.of();
    return new WeightSet(means, metadata);
  }

  /** What the parts' cards say, each different sentence once. */
  private static String all(List<StoredModel> parts, Function<ModelCard, String> sentence) {
    return parts.stream()
        .map(part -> sentence.apply(part.requireCard()))
        .filter(text -> text != null && !text.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
