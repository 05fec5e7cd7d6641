package org.kamcl.engine.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.EngineException;

/** Recognises the checkpoints that can be imported and gives their tensors the names used here. */
public final class CheckpointConverter {
  private static final String IMAGE = "visualmodelQ.";
  private static final String TEXT = "textmodelQ.";
  private static final String RESNET = IMAGE + "extract_feature.resnet.";

  private CheckpointConverter() {}

  /**
   * What a KAMCL checkpoint holds.
   *
   * @param queryTowers the tensors of the trained image and text tower
   * @param backbone resnet18, resnet50 or resnet101, told from its blocks
   * @param imageSize side of the images in pixels, told from the low-level module's linear layer
   * @param vocabularySize number of words, {@code <unk>} included
   * @param embeddingSize width of the shared space
   * @param conceptCount outputs of the concept heads
   * @param unusedTensors names that inference does not need: key towers, queues, unused layers
   */
  public record KamclCheckpoint(
      WeightSet queryTowers,
      String backbone,
      int imageSize,
      int vocabularySize,
      int embeddingSize,
      int conceptCount,
      List<String> unusedTensors) {}

  /** Whether the names are those of a KAMCL checkpoint. */
  public static boolean isKamcl(WeightSet weights) {
    return weights.tensors().keySet().stream().anyMatch(n -> n.startsWith(IMAGE))
        && weights.tensors().keySet().stream().anyMatch(n -> n.startsWith(TEXT));
  }

  /**
   * Keeps what inference needs of a KAMCL checkpoint.
   *
   * @param source named in errors
   * @throws EngineException if it is none, or tensors that tell its size are missing
   */
  public static KamclCheckpoint convertKamcl(WeightSet weights, String source) {
    if (!isKamcl(weights)) {
      throw new EngineException(
          source
              + " is no KAMCL checkpoint: it holds no tensors under visualmodelQ and textmodelQ,"
              + " but "
              + examples(weights)
              + ".");
    }
    Map<String, TensorData> kept = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              boolean query = name.startsWith(IMAGE) || name.startsWith(TEXT);
              if (query && !name.endsWith(".num_batches_tracked")) {
                kept.put(name, tensor);
              } else {
                leftOut.add(name);
              }
            });
    WeightSet towers = new WeightSet(kept, weights.metadata());
    long positions = shape(kept, source, IMAGE + "low_module.fc.weight", 2)[1];
    long side = Math.round(Math.sqrt((double) positions));
    if (side * side != positions || side > 1 << 10) {
      throw new EngineException(
          source + " has a low-level module of " + positions + " inputs, which is no square map.");
    }
    long[] head = shape(kept, source, IMAGE + "im.0.weight", 2);
    long[] words = shape(kept, source, TEXT + "text_feature.seq2vec.embedding.weight", 2);
    return new KamclCheckpoint(
        towers,
        backbone(kept, source),
        (int) side * 4,
        (int) words[0] - 1,
        (int) head[1],
        (int) head[0],
        List.copyOf(leftOut));
  }

  private static String backbone(Map<String, TensorData> tensors, String source) {
    if (!tensors.containsKey(RESNET + "layer1.0.conv1.weight")) {
      throw new EngineException(source + " holds no ResNet below " + RESNET + ".");
    }
    if (!tensors.containsKey(RESNET + "layer1.0.conv3.weight")) {
      return "resnet18";
    }
    boolean deep = tensors.containsKey(RESNET + "layer3.22.conv1.weight");
    return deep ? "resnet101" : "resnet50";
  }

  private static long[] shape(
      Map<String, TensorData> tensors, String source, String name, int rank) {
    TensorData tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != rank) {
      throw new EngineException(source + " lacks the tensor '" + name + "'.");
    }
    return tensor.shape();
  }

  /** Whether the names are those of a torchvision ResNet. */
  public static boolean isTorchvisionResNet(WeightSet weights) {
    return weights.tensors().containsKey("conv1.weight")
        && weights.tensors().containsKey("layer4.0.conv1.weight");
  }

  /**
   * Puts torchvision's ResNet tensors below a prefix, e.g. {@code
   * visualmodelQ.extract_feature.resnet.}.
   *
   * @param source named in errors
   * @throws EngineException if the names are not those of a torchvision ResNet
   */
  public static WeightSet convertTorchvisionResNet(
      WeightSet weights, String prefix, String source) {
    if (!isTorchvisionResNet(weights)) {
      throw new EngineException(
          source + " holds no torchvision ResNet, but " + examples(weights) + ".");
    }
    Map<String, TensorData> renamed = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.endsWith(".num_batches_tracked")) {
                renamed.put(prefix + name, tensor);
              }
            });
    return new WeightSet(renamed, weights.metadata());
  }

  private static String examples(WeightSet weights) {
    return String.join(", ", weights.tensors().keySet().stream().limit(3).toList())
        + (weights.tensors().size() > 3 ? " and " + (weights.tensors().size() - 3) + " more" : "");
  }
}
