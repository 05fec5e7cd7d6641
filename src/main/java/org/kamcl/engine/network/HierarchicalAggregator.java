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
    if (config.adapter() != null && config.adapter().source() == FeatureSource.ENCODER) {
      return new StageMeans(backbone);
    }
    return config.published()
        ? new PublishedAggregator(backbone, config.imageSize(), config.embeddingSize())
        : new ProjectedAggregator(backbone, config.embeddingSize(), config.lastStageOnly());
  }

  /** Number of values of an image's feature. */
  int width();

  /** Path of the backbone's tensors below the tower, ending in a dot. */
  String backbonePath();

  /** The tensors of backbone and aggregator below {@code prefix}, in registration order. */
  List<ParameterSpec> specs(String prefix);

  /** Where the aggregator reads the feature maps of the backbone. */
  List<ImageBranch> branches();

  /**
   * Computes the feature maps of the backbone.
   *
   * @param context in the scope of the tower
   * @param images [B, 3, S, S], normalized as the backbone expects
   * @return one map [B, C, H, W] for each stage of the backbone
   */
  List<NDArray> featureMaps(ForwardContext context, NDArray images);

  /**
   * Turns feature maps into image features.
   *
   * @param context in the scope of the tower
   * @param maps result of {@link #featureMaps}
   * @return [B, width]
   */
  NDArray aggregate(ForwardContext context, List<NDArray> maps);

  /** Observes the maps of all stages under the names of the stages. */
  static List<NDArray> observed(ForwardContext context, Backbone backbone, List<NDArray> maps) {
    for (int i = 0; i < maps.size(); i++) {
      context.observe(backbone.stages().get(i).name(), maps.get(i));
    }
    return maps;
  }

  /** The fusion that both aggregators share: MLP, concatenation, pooling over six tokens. */
  static NDArray fuse(ForwardContext context, NDArray... tokens) {
    NDArray t = NDArrays.stack(new NDList(tokens), 1);
    NDArray m = Layers.mlp(context, "mlp", t);
    context.observe("mlp_tokens", m);
    NDArray six = m.concat(t, 1);
    return GeneralizedPooling.pool(context.scope("gpo"), six, new int[] {2 * tokens.length});
  }
}
