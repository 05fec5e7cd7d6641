package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.checkpoint.ClipCheckpoint;
import org.kamcl.engine.checkpoint.ClipCheckpoint.StatedActivation;
import org.kamcl.engine.inference.ActivationChooser.Choice;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/**
 * Imports a model of the CLIP family. Tensors are copied one by one in the precision of the file.
 * The activation, which tensors do not show, is the one that is asked for, else the one that the
 * file or its configuration states, else it is measured.
 */
final class ClipImport {
  private static final String IMAGE = KamclNetwork.IMAGE_TOWER + ".encoder.";
  private static final String TEXT = KamclNetwork.TEXT_TOWER + ".encoder.";
  private static final String VISUAL = "visual.";

  private final ImportedModelWriter writer;
  private final @Nullable ActivationChooser chooser;

  ClipImport(ImportedModelWriter writer, @Nullable ActivationChooser chooser) {
    this.writer = writer;
    this.chooser = chooser;
  }

  /** An activation and how it was determined. */
  private record Determined(Activation activation, String how) {}

  ImportResult run(ImportRequest request, ClipCheckpoint checkpoint) {
    Optional<Determined> known = known(request, checkpoint);
    if (known.isEmpty() && chooser == null) {
      throw new KamclException(InferenceError.ACTIVATION_UNKNOWN, writer.file());
    }
    ClipSizes sizes =
        known
            .map(k -> checkpoint.sizes().withActivation(k.activation()))
            .orElse(checkpoint.sizes());
    NetworkConfig config = NetworkConfig.clip(sizes);
    WeightSet weights = renamed(checkpoint.weights());
    String source = writer.file().toString();
    ModelFiles.validate(weights, new KamclNetwork(config).specs(), source);
    writer.validateFinite(weights);
    writer.safePoint();
    String kind = checkpoint.layout().title() + ", " + architecture(sizes);
    ModelCard.Builder card =
        ModelCard.builder(request.name(), config)
            .description(known.map(k -> description(kind, k)).orElse(""));
    StoredModel model =
        writer.store(
            card,
            weights,
            Optional.empty(),
            new ConceptVocabulary(List.of()),
            (folder, written) -> known.isPresent() ? written : measured(folder, written, kind));
    Activation activation = activation(model.requireCard());
    return new ImportResult(model, kind + ", " + activation.title(), checkpoint.unusedTensors());
  }

  private static Activation activation(ModelCard card) {
    ClipSizes clip = card.network().clip();
    return clip == null ? Activation.GELU : clip.activation();
  }

  private static Optional<Determined> known(ImportRequest request, ClipCheckpoint checkpoint) {
    if (request.activation().isPresent()) {
      return Optional.of(new Determined(request.activation().get(), ActivationOrigin.CHOSEN));
    }
    return checkpoint.activation().map(ClipImport::stated);
  }

  private static Determined stated(StatedActivation stated) {
    return new Determined(stated.activation(), ActivationOrigin.STATED + stated.source());
  }

  /** The card with the activation that fits the sample images better. */
  private ModelCard measured(Path folder, ModelCard card, String kind) {
    ActivationChooser measure = chooser;
    if (measure == null) {
      throw new KamclException(InferenceError.ACTIVATION_UNKNOWN, writer.file());
    }
    Choice choice =
        measure.choose(
            (activation, runtime) ->
                ModelLoader.loadUnchecked(folder, with(card, activation).build(), runtime));
    writer.safePoint();
    Activation better =
        choice
            .better()
            .orElseThrow(
                () ->
                    new KamclException(
                        InferenceError.ACTIVATION_UNDECIDED,
                        writer.file(),
                        choice.images(),
                        choice.low(),
                        choice.high()));
    Determined determined =
        new Determined(
            better,
            String.format(
                Locale.ROOT,
                "measured on %d captioned images, GELU less QuickGELU %.3f, 95 %% interval %.3f to"
                    + " %.3f",
                choice.images(),
                choice.difference(),
                choice.low(),
                choice.high()));
    Map<String, Double> metrics = new LinkedHashMap<>(card.metrics());
    metrics.put(ActivationOrigin.DIFFERENCE, choice.difference());
    metrics.put(ActivationOrigin.LOW, choice.low());
    metrics.put(ActivationOrigin.HIGH, choice.high());
    return with(card, better).metrics(metrics).description(description(kind, determined)).build();
  }

  private static ModelCard.Builder with(ModelCard card, Activation activation) {
    ClipSizes sizes = card.network().clip();
    return sizes == null
        ? card.toBuilder()
        : card.toBuilder().network(NetworkConfig.clip(sizes.withActivation(activation)));
  }

  private static String description(String kind, Determined determined) {
    return "A model of the CLIP family ("
        + kind
        + ActivationOrigin.BEGIN
        + determined.activation().title()
        + ", "
        + determined.how()
        + ".";
  }

  private static String architecture(ClipSizes sizes) {
    ClipSizes.Vision vision = sizes.vision();
    String tower =
        vision.isTransformer()
            ? "vision transformer of "
                + vision.blocks().get(0)
                + " blocks, width "
                + vision.width()
                + ", patches of "
                + vision.patch()
                + " px"
            : "ResNet of " + vision.blocks() + " blocks, width " + vision.width();
    return tower + ", images of " + vision.imageSize() + " px";
  }

  private static WeightSet renamed(WeightSet weights) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                tensors.put(
                    name.startsWith(VISUAL) ? IMAGE + name.substring(VISUAL.length()) : TEXT + name,
                    tensor));
    return new WeightSet(tensors, Map.of());
  }
}
