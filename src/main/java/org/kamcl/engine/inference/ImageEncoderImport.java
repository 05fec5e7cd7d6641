package org.kamcl.engine.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.kamcl.engine.checkpoint.PlainTransformerReader.PlainTransformer;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.PlainParts;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/**
 * Imports an image encoder as a model without words: it indexes images and finds those that are
 * like an image.
 */
final class ImageEncoderImport {
  /** Side of the images that torchvision's weights were trained on, in pixels. */
  private static final int RESNET_SIZE = 224;

  private static final PlainParts PLAIN = new PlainParts(false, 0, PlainParts.Pooling.CLASS);

  private static final String CLASSIFIER = "fc.";

  private final ImportedModelWriter writer;

  ImageEncoderImport(ImportedModelWriter writer) {
    this.writer = writer;
  }

  /** Imports the weights of a backbone of fixed sizes. */
  ImportResult run(String name, WeightSet weights, BackboneType backbone) {
    NetworkConfig config = NetworkConfig.imageOnly(backbone, RESNET_SIZE);
    String prefix = new KamclNetwork(config).backbonePrefix();
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    TreeSet<String> unused = new TreeSet<>(weights.tensors().keySet());
    for (ParameterSpec spec : new KamclNetwork(config).specs()) {
      String own = spec.name().substring(prefix.length());
      TensorData given = weights.tensors().get(own);
      boolean classifier = own.startsWith(CLASSIFIER);
      if (classifier) {
        // The feature is below the classifier, which may have any classes.
        tensors.put(spec.name(), zeros(spec));
      } else if (given != null) {
        tensors.put(spec.name(), given);
        unused.remove(own);
      }
    }
    return store(name, config, backbone.title(), tensors, List.copyOf(unused));
  }

  /** Imports a vision transformer. */
  ImportResult run(String name, PlainTransformer transformer) {
    NetworkConfig config =
        NetworkConfig.imageOnly(
            transformer.sizes(),
            transformer.parts().equals(PLAIN) ? null : transformer.parts(),
            transformer.pixels());
    String prefix = new KamclNetwork(config).backbonePrefix();
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    transformer.tensors().forEach((own, tensor) -> tensors.put(prefix + own, tensor));
    String title =
        String.format(
            Locale.ROOT,
            "ViT, %d wide, %d blocks, patches of %d pixels%s",
            transformer.sizes().width(),
            transformer.sizes().blocks().get(0),
            transformer.sizes().patch(),
            transformer.statedBy().map(file -> ", pixel statistics by " + file).orElse(""));
    return store(name, config, title, tensors, transformer.unused());
  }

  private static TensorData zeros(ParameterSpec spec) {
    int size = 1;
    for (long side : spec.shape()) {
      size = Math.multiplyExact(size, Math.toIntExact(side));
    }
    return TensorData.ofFloats(new float[size], spec.shape());
  }

  private ImportResult store(
      String name,
      NetworkConfig config,
      String title,
      Map<String, TensorData> tensors,
      List<String> unused) {
    String source = writer.file().toString();
    WeightSet weights = new WeightSet(tensors, Map.of());
    ModelFiles.validate(weights, new KamclNetwork(config).specs(), source);
    writer.validateFinite(weights);
    writer.safePoint();
    ModelCard.Builder card =
        ModelCard.builder(name, config)
            .description(
                "An image encoder without words ("
                    + title
                    + "): it finds images that are like an image.");
    StoredModel model =
        writer.store(card, weights, Optional.empty(), new ConceptVocabulary(List.of()));
    return new ImportResult(model, "image encoder without words, " + title, unused);
  }
}
