package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Image encoder: backbone, aggregator and concept head, if the network has concepts. */
public final class ImageTower {
  private final NetworkConfig config;
  private final Backbone backbone;
  private final ImageAggregator aggregator;
  private final @Nullable FeatureAdapter adapter;

  /**
   * @param config of the network the tower is a part of
   */
  public ImageTower(NetworkConfig config) {
    this.config = config;
    this.backbone = config.newBackbone();
    this.aggregator = ImageAggregator.of(config, backbone);
    this.adapter = FeatureAdapter.of(config, aggregator.width());
  }

  /** The backbone. */
  public Backbone backbone() {
    return backbone;
  }

  /** Path of the backbone's tensors below the tower, ending in a dot. */
  String backbonePath() {
    return aggregator.backbonePath();
  }

  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>(aggregator.specs(prefix));
    if (adapter != null) {
      specs.addAll(adapter.specs(prefix));
    }
    specs.addAll(ConceptHead.specs(prefix + "im.0", config));
    return specs;
  }

  List<ConvBatchNorm> foldableConvolutions(String prefix) {
    return backbone.foldableConvolutions(prefix + backbonePath());
  }

  /**
   * Encodes images.
   *
   * @param context in the scope of the tower
   * @param images [B, 3, S, S], normalized as the backbone expects
   */
  public TowerOutput forward(ForwardContext context, NDArray images) {
    return head(context, features(context, images));
  }

  /** Where the aggregator reads the feature maps of the backbone, finest first. */
  public List<ImageBranch> branches() {
    return aggregator.branches();
  }

  /**
   * The first part of {@link #forward}: the feature maps of the backbone.
   *
   * @param context in the scope of the tower
   * @param images [B, 3, S, S], normalized as the backbone expects
   * @return one map [B, C, H, W] for each stage of the backbone
   */
  public List<NDArray> featureMaps(ForwardContext context, NDArray images) {
    return aggregator.featureMaps(context, images);
  }

  /**
   * The second part of {@link #forward}.
   *
   * @param context in the scope of the tower
   * @param maps result of {@link #featureMaps}
   */
  public TowerOutput aggregate(ForwardContext context, List<NDArray> maps) {
    return head(context, aggregator.aggregate(context, maps));
  }

  /** Number of values of {@link #features}. */
  public int featureWidth() {
    return aggregator.width();
  }

  /**
   * The part of {@link #forward} below adapter and concept head, which may stay frozen.
   *
   * @param context in the scope of the tower
   * @param images [B, 3, S, S], normalized as the backbone expects
   * @return [B, featureWidth]
   */
  public NDArray features(ForwardContext context, NDArray images) {
    return aggregator.encode(context, images);
  }

  /**
   * The part of {@link #forward} above {@link #features}: adapter and concept head.
   *
   * @param context in the scope of the tower
   * @param features [B, featureWidth]
   */
  public TowerOutput head(ForwardContext context, NDArray features) {
    NDArray pooled = adapter == null ? features : adapter.forward(context, features);
    return ConceptHead.apply(context.scope("im"), config, pooled);
  }
}
