package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.Preprocessing;

/**
 * The backbone of an image tower. An implementation owns everything that is particular to its
 * architecture: layers, tensor names, input normalization, the depth of each layer, and how its
 * weights are recognized. Aggregators, learning rates and the importer use this interface only.
 *
 * <p>To add a backbone, implement this interface and add a constant to {@link BackboneType}.
 */
public interface Backbone {

  /**
   * One of the feature maps a backbone computes.
   *
   * @param name as observers see it, e.g. {@code f1}
   * @param channels C of the map [B, C, H, W]
   * @param stride input pixels per position; 0 for a map of a single position
   */
  record Stage(String name, int channels, int stride) {}

  /** The feature maps in the order {@link #forward} returns them, finest first. */
  List<Stage> stages();

  /** What the side of an image must be a multiple of, in pixels. */
  default int sizeMultiple() {
    return 32;
  }

  /** The channel statistics its pretrained weights expect of the input. */
  Normalization normalization();

  /** How an image becomes the square that its pretrained weights expect. */
  default Preprocessing preprocessing() {
    return Preprocessing.stretch(normalization());
  }

  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  List<ParameterSpec> specs(String prefix);

  /** Each convolution with the batch normalization after it, below {@code prefix}. */
  List<ConvBatchNorm> foldableConvolutions(String prefix);

  /**
   * Computes all feature maps.
   *
   * @param context in the scope of the backbone
   * @param images [B, 3, S, S], normalized by {@link #normalization}
   * @return one map [B, C, H, W] for each of {@link #stages}
   */
  List<NDArray> forward(ForwardContext context, NDArray images);

  /**
   * The number of layers between a tensor and the backbone's output, for layer-wise learning rate
   * decay: 0 for the last layer.
   *
   * @param name of a tensor, without the backbone's prefix
   */
  int layersAbove(String name);

  /**
   * Whether a file holds weights of this backbone.
   *
   * @param names of all tensors below the backbone's prefix, without that prefix
   */
  boolean recognizes(Set<String> names);

  /** The file with pretrained weights in the program's folder of pretrained encoders, if any. */
  default Optional<String> pretrainedFile() {
    return Optional.empty();
  }

  /**
   * The index of the last stage of a stride.
   *
   * @throws IllegalArgumentException if the backbone has no such stage
   */
  default int lastStageOfStride(int stride) {
    List<Stage> stages = stages();
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (stages.get(i).stride() == stride) {
        return i;
      }
    }
    throw new IllegalArgumentException("The backbone has no stage of stride " + stride + ".");
  }
}
