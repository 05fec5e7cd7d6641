package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.Preprocessing;

/** An image encoder of CLIP or like it: a backbone with its own pooling and projection. */
interface ClipVision extends Backbone {

  /** The image encoder of a configuration. */
  static ClipVision of(BackboneType type, ClipSizes sizes) {
    return sizes.vision().isTransformer()
        ? new VisionTransformer(sizes, type == BackboneType.VIT)
        : new ClipResNet(sizes);
  }

  /** Number of values of a feature. */
  int embeddingSize();

  /**
   * Pools feature maps and projects the result.
   *
   * @param context in the scope of the backbone
   * @param maps result of {@link #forward}
   * @return [B, embeddingSize]
   */
  NDArray pool(ForwardContext context, List<NDArray> maps);

  /** {@link #forward} and {@link #pool} at once. */
  default NDArray encode(ForwardContext context, NDArray images) {
    return pool(context, forward(context, images));
  }

  /** The maps that have an effect on the feature, by their indices among the stages. */
  List<ImageBranch> branches();

  @Override
  Preprocessing preprocessing();

  @Override
  default Normalization normalization() {
    return preprocessing().normalization();
  }

  /** Sizes are needed to tell one from another, so that names alone do not suffice. */
  @Override
  default boolean recognizes(Set<String> names) {
    return false;
  }
}
