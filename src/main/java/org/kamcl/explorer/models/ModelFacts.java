package org.kamcl.explorer.models;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.kamcl.engine.inference.ActivationOrigin;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.explorer.domain.InstalledModel.ActivationSource;
import org.kamcl.explorer.domain.InstalledModel.Calibration;
import org.kamcl.explorer.domain.InstalledModel.Facts;
import org.kamcl.explorer.domain.InstalledModel.KnownActivation;
import org.kamcl.explorer.domain.InstalledModel.MeanRecall;
import org.kamcl.explorer.domain.InstalledModel.Texts;
import org.kamcl.explorer.domain.InstalledModel.Vision;

/** What the folder of a model tells. */
final class ModelFacts {
  private static final String RECALL = "/meanRecall";
  private static final String TEST = "-test";

  private ModelFacts() {}

  /** The facts of a readable card. */
  static Facts of(StoredModel model, ModelCard card) {
    NetworkConfig network = card.network();
    return new Facts(
        network.backbone().title(),
        vision(network),
        network.textEncoder().title(),
        network.textEncoder().readsTexts(),
        network.imageSize(),
        network.embeddingSize(),
        network.conceptCount(),
        ActivationOrigin.of(card).map(ModelFacts::activation),
        new Calibration(
            Files.isRegularFile(model.folder().resolve(ModelFiles.SCORE_CALIBRATION)),
            Files.isRegularFile(model.folder().resolve(ModelFiles.CONCEPT_CALIBRATION))),
        recall(card.metrics() == null ? Map.of() : card.metrics()),
        new Texts(
            text(card.description()),
            text(card.trainedOn()),
            text(card.initializedFrom()),
            text(card.license()),
            text(card.limitations()),
            text(card.created())));
  }

  private static Optional<Vision> vision(NetworkConfig network) {
    ClipSizes sizes = network.clip();
    if (sizes == null || !sizes.vision().isTransformer()) {
      return Optional.empty();
    }
    ClipSizes.Vision vision = sizes.vision();
    return Optional.of(new Vision(vision.blocks().get(0), vision.width(), vision.patch()));
  }

  private static KnownActivation activation(ActivationOrigin origin) {
    return new KnownActivation(
        origin.activation().title(),
        switch (origin.kind()) {
          case STATED -> ActivationSource.STATED;
          case CHOSEN -> ActivationSource.CHOSEN;
          case MEASURED -> ActivationSource.MEASURED;
          case UNKNOWN -> ActivationSource.UNKNOWN;
        },
        origin.source(),
        origin.low(),
        origin.high());
  }

  /** The mean recall on test images, or else on others. */
  private static Optional<MeanRecall> recall(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().endsWith(RECALL))
        .map(metric -> recall(metric.getKey(), metric.getValue(), metrics))
        .min(
            Comparator.comparing((MeanRecall recall) -> !recall.on().endsWith(TEST))
                .thenComparing(MeanRecall::on));
  }

  private static MeanRecall recall(String key, double percent, Map<String, Double> metrics) {
    String on = key.substring(0, key.length() - RECALL.length());
    Double images = metrics.get(on + "/images");
    return new MeanRecall(
        percent, on, images == null ? OptionalInt.empty() : OptionalInt.of(images.intValue()));
  }

  private static String text(String value) {
    return requireNonNullElse(value, "");
  }

  /** Size of the files in a folder and its subfolders. */
  static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ModelFacts::size).sum();
    } catch (IOException | UncheckedIOException e) {
      // A model that is being removed; the list is read again after that.
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
