package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Image encoder: hierarchical aggregator and concept head. */
public final class ImageTower {
  private final NetworkConfig config;
  private final HierarchicalAggregator.Published published;
  private final HierarchicalAggregator.Projected projected;

  /**
   * @param config the network it is a part of
   */
  public ImageTower(NetworkConfig config) {
    this.config = config;
    int size = config.embeddingSize();
    this.published =
        config.published()
            ? new HierarchicalAggregator.Published(
                config.backbone().resNet(), config.imageSize(), size)
            : null;
    this.projected =
        config.published()
            ? null
            : new HierarchicalAggregator.Projected(size, config.lastStageOnly());
  }

  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs =
        new ArrayList<>(published != null ? published.specs(prefix) : projected.specs(prefix));
    specs.addAll(
        Layers.linearSpecs(prefix + "im.0", config.embeddingSize(), config.conceptCount()));
    return specs;
  }

  List<BatchNormFolding.ConvBatchNorm> foldableConvolutions(String prefix) {
    return published != null ? published.foldable(prefix) : projected.foldable(prefix);
  }

  /**
   * @param forwardContext at the tower
   * @param images [B, 3, S, S], normalised as the backbone expects
   */
  public TowerOutput forward(ForwardContext forwardContext, NDArray images) {
    NDArray pooled =
        published != null
            ? published.forward(forwardContext, images)
            : projected.forward(forwardContext, images);
    NDArray concepts = Layers.sigmoid(Layers.linear(forwardContext.scope("im"), "0", pooled));
    return new TowerOutput(config.addConcepts() ? pooled.add(concepts) : pooled, concepts);
  }
}
