package org.kamcl.engine.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.error.KamclException;

/**
 * The parts of a checkpoint of the published KAMCL code that inference needs.
 *
 * @param queryTowers the tensors of the trained image and text tower
 * @param imageSize side of the images in pixels, derived from the low-level module's linear layer
 * @param vocabularySize number of words, including {@code <unk>}
 * @param embeddingSize width of the shared space
 * @param conceptCount outputs of the concept heads
 * @param unusedTensors names that inference does not need: key towers, queues, unused layers
 */
public record KamclCheckpoint(
    WeightSet queryTowers,
    int imageSize,
    int vocabularySize,
    int embeddingSize,
    int conceptCount,
    List<String> unusedTensors) {
  private static final String IMAGE = "visualmodelQ.";
  private static final String TEXT = "textmodelQ.";
  private static final int LOW_LEVEL_STRIDE = 4;
  private static final int EXAMPLES = 3;
  private static final long MAX_SIDE = 1 << 10;

  /** Whether a file contains such a checkpoint, by its tensor names. */
  public static boolean isPresent(WeightSet weights) {
    return weights.tensors().keySet().stream().anyMatch(n -> n.startsWith(IMAGE))
        && weights.tensors().keySet().stream().anyMatch(n -> n.startsWith(TEXT));
  }

  /**
   * Selects what inference needs.
   *
   * @param source file name for errors
   * @throws KamclException if the file is no such checkpoint, or tensors that give its sizes are
   *     missing
   */
  public static KamclCheckpoint of(WeightSet weights, String source) {
    if (!isPresent(weights)) {
      throw new KamclException(
          WeightsError.NOT_A_KAMCL_CHECKPOINT,
          source,
          weights.tensors().keySet().stream().limit(EXAMPLES).toList());
    }
    Map<String, TensorData> used = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              boolean query = name.startsWith(IMAGE) || name.startsWith(TEXT);
              if (query && !name.endsWith(".num_batches_tracked")) {
                used.put(name, tensor);
              } else {
                unused.add(name);
              }
            });
    long positions = shape(used, source, IMAGE + "low_module.fc.weight", 2)[1];
    long side = Math.round(Math.sqrt((double) positions));
    if (side * side != positions || side > MAX_SIDE) {
      throw new KamclException(WeightsError.LOW_MODULE_NOT_SQUARE, source, positions);
    }
    long[] head = shape(used, source, IMAGE + "im.0.weight", 2);
    long[] words = shape(used, source, TEXT + "text_feature.seq2vec.embedding.weight", 2);
    return new KamclCheckpoint(
        new WeightSet(used, weights.metadata()),
        (int) side * LOW_LEVEL_STRIDE,
        (int) words[0] - 1,
        (int) head[1],
        (int) head[0],
        List.copyOf(unused));
  }

  private static long[] shape(
      Map<String, TensorData> tensors, String source, String name, int rank) {
    TensorData tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != rank) {
      throw new KamclException(WeightsError.TENSOR_MISSING, source, name);
    }
    return tensor.shape();
  }
}
