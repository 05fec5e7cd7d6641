package org.kamcl.engine.training.run;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelManifest;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/** The initial values of all tensors of a network, in float32. */
public final class InitialWeights {
  /** Start from pretrained encoders. */
  public static final String PRETRAINED = "pretrained";

  /** Start from random values. */
  public static final String SCRATCH = "scratch";

  /** Tensors of the concept heads, with one row per concept. */
  private static final List<String> CONCEPT_ROWS =
      List.of(
          KamclNetwork.IMAGE_TOWER + ".im.0.weight",
          KamclNetwork.IMAGE_TOWER + ".im.0.bias",
          KamclNetwork.TEXT_TOWER + ".tx.0.weight",
          KamclNetwork.TEXT_TOWER + ".tx.0.bias");

  /** Smallest frequency for the bias of a concept head. */
  private static final double MIN_FREQUENCY = 1e-3;

  private final KamclNetwork network;
  private final List<ParameterSpec> specs;
  private final ParameterInitializer initializer;
  private final double @Nullable [] conceptMeans;

  /**
   * @param seed of values that no file contains
   * @param conceptMeans mean label of each concept, for the biases of new concept heads; null for
   *     one half
   */
  InitialWeights(NetworkConfig config, long seed, double @Nullable [] conceptMeans) {
    this.network = new KamclNetwork(config);
    this.specs = network.specs();
    this.initializer = new ParameterInitializer(seed);
    this.conceptMeans = conceptMeans;
  }

  private float[] initialValues(ParameterSpec spec) {
    float[] values = initializer.values(spec);
    boolean conceptBias =
        CONCEPT_ROWS.contains(spec.name()) && spec.role() == ParameterSpec.Role.BIAS;
    if (KamclNetwork.beginsAtZero(spec.name())) {
      Arrays.fill(values, 0);
    }
    if (conceptMeans != null && conceptBias) {
      for (int i = 0; i < values.length; i++) {
        double mean = Math.max(MIN_FREQUENCY, Math.min(1 - MIN_FREQUENCY, conceptMeans[i]));
        values[i] = (float) Math.log(mean / (1 - mean));
      }
    }
    return values;
  }

  /** Random values for all tensors. */
  WeightSet scratch() {
    return complete(Map.of());
  }

  /**
   * Pretrained encoders with random heads.
   *
   * @param folder with EfficientNet-Lite0 and MiniLM
   * @throws KamclException if a file is missing or does not fit
   */
  WeightSet pretrained(Path folder) {
    Map<String, TensorData> given = new LinkedHashMap<>();
    network
        .imageTower()
        .backbone()
        .pretrainedFile()
        .ifPresent(file -> read(folder.resolve(file), network.backbonePrefix(), given));
    network
        .textTower()
        .encoder()
        .pretrainedFile()
        .ifPresent(file -> read(folder.resolve(file), network.textEncoderPrefix(), given));
    return complete(given);
  }

  private void read(Path file, String prefix, Map<String, TensorData> given) {
    if (!Files.isRegularFile(file)) {
      throw new KamclException(RunError.PRETRAINED_FILE_MISSING, file);
    }
    ModelManifest.checkFile(file);
    WeightSet weights = SafeTensors.read(file);
    ModelFiles.validateFinite(weights, file.toString());
    Map<String, TensorData> renamed = new LinkedHashMap<>();
    weights.tensors().forEach((name, tensor) -> renamed.put(prefix + name, tensor));
    List<ParameterSpec> wanted = specs.stream().filter(s -> s.name().startsWith(prefix)).toList();
    ModelFiles.validate(new WeightSet(renamed, Map.of()), wanted, file.toString());
    wanted.forEach(spec -> given.put(spec.name(), renamed.get(spec.name())));
  }

  /**
   * The values of a model. Rows of its concept heads are assigned by concept name; new concepts
   * start with random values.
   *
   * @param folder of the model
   * @param own network of the model, which may lack adapters and concept heads
   * @param concepts of the run
   */
  WeightSet model(Path folder, NetworkConfig own, ConceptVocabulary concepts) {
    Path file = folder.resolve(ModelFiles.WEIGHTS);
    WeightSet weights = SafeTensors.read(file);
    List<ParameterSpec> present = new KamclNetwork(own).specs();
    ModelFiles.validate(weights, present, file.toString());
    Map<String, TensorData> given = new LinkedHashMap<>();
    present.forEach(spec -> given.put(spec.name(), weights.tensors().get(spec.name())));
    Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
    if (own.clip() != null) {
      double scale = Math.log(own.clip().logitScale());
      metadata.putIfAbsent(TrainingState.LOGIT_SCALE, Double.toString(scale));
    }
    if (own.conceptCount() == 0) {
      return complete(given, metadata);
    }
    ConceptVocabulary before = ConceptVocabulary.read(folder.resolve(ModelFiles.CONCEPTS));
    if (!before.names().equals(concepts.names())) {
      for (ParameterSpec spec : specs) {
        if (CONCEPT_ROWS.contains(spec.name())) {
          given.put(
              spec.name(),
              remapConceptRows(requireNonNull(given.get(spec.name())), spec, before, concepts));
        }
      }
    }
    return complete(given, metadata);
  }

  private TensorData remapConceptRows(
      TensorData old, ParameterSpec spec, ConceptVocabulary before, ConceptVocabulary concepts) {
    float[] from = old.toFloats();
    float[] to = initialValues(spec);
    int width = to.length / (int) spec.shape()[0];
    for (int i = 0; i < concepts.size(); i++) {
      int row = before.indexOf(concepts.names().get(i));
      if (row >= 0) {
        System.arraycopy(from, row * width, to, i * width, width);
      }
    }
    return TensorData.ofFloats(to, spec.shape());
  }

  private WeightSet complete(Map<String, TensorData> given) {
    return complete(given, Map.of());
  }

  private WeightSet complete(Map<String, TensorData> given, Map<String, String> metadata) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      TensorData tensor = given.get(spec.name());
      float[] values = tensor == null ? initialValues(spec) : tensor.toFloats();
      tensors.put(spec.name(), TensorData.ofFloats(values, spec.shape()));
    }
    return new WeightSet(tensors, metadata);
  }
}
