package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Hierarchical aggregator (HA): turns the feature maps of a backbone into one image feature. It
 * forms a low-level, a high-level and a final token, applies an MLP, and pools over the six. (Ji et
 * al., TGRS 2023, section III-B.)
 */
interface HierarchicalAggregator {

  /** The aggregator of a configuration. */
  static HierarchicalAggregator of(NetworkConfig config, Backbone backbone) {
    return config.published()
        ? new PublishedAggregator(backbone, config.imageSize(), config.embeddingSize())
        : new ProjectedAggregator(backbone, config.embeddingSize(), config.lastStageOnly());
  }

  /** Path of the backbone's tensors below the tower, ending in a dot. */
  String backbonePath();

  /** The tensors of backbone and aggregator below {@code prefix}, in registration order. */
  List<ParameterSpec> specs(String prefix);

  /**
   * Computes image features.
   *
   * @param context in the scope of the tower
   * @param images [B, 3, S, S], normalized as the backbone expects
   * @return [B, embeddingSize]
   */
  NDArray forward(ForwardContext context, NDArray images);

  /** The fusion that both aggregators share: MLP, concatenation, pooling over six tokens. */
  static NDArray fuse(ForwardContext context, NDArray... tokens) {
    NDArray t = NDArrays.stack(new NDList(tokens), 1);
    NDArray m = Layers.mlp(context, "mlp", t);
    context.observe("mlp_tokens", m);
    NDArray six = m.concat(t, 1);
    return GeneralizedPooling.pool(context.scope("gpo"), six, new int[] {2 * tokens.length});
  }
}
