package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Turns the feature maps of a backbone into one image feature: the hierarchical aggregator of the
 * paper, or the pooling of a CLIP encoder.
 */
interface ImageAggregator {

  /** The aggregator of a configuration. */
  static ImageAggregator of(NetworkConfig config, Backbone backbone) {
    if (backbone instanceof ClipVision encoder) {
      return new ClipAggregator(encoder);
    }
    if (!config.textEncoder().readsTexts()) {
      return new LastStageMean(backbone);
    }
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

  /**
   * Both steps at once.
   *
   * @param context in the scope of the tower
   * @param images [B, 3, S, S], normalized as the backbone expects
   * @return [B, width]
   */
  default NDArray encode(ForwardContext context, NDArray images) {
    return aggregate(context, featureMaps(context, images));
  }

  /**
   * The maps of a backbone, in float32 where it computes with 16 bits.
   *
   * @param context in the scope of the tower
   * @param backboneScope the scope of the backbone
   */
  static List<NDArray> backboneMaps(
      ForwardContext context, ForwardContext backboneScope, Backbone backbone, NDArray images) {
    List<NDArray> maps =
        backbone.forward(backboneScope, backboneScope.inOwnType(images)).stream()
            .map(EngineArrays::atLeastFloat32)
            .toList();
    return observed(context, backbone, maps);
  }

  /** Observes the maps of all stages under the names of the stages. */
  static List<NDArray> observed(ForwardContext context, Backbone backbone, List<NDArray> maps) {
    for (int i = 0; i < maps.size(); i++) {
      context.observe(backbone.stages().get(i).name(), maps.get(i));
    }
    return maps;
  }
}
