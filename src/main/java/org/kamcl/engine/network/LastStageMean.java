package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Pooling without parameters: the mean over the positions of the last stage, which is what the
 * classifier of a ResNet reads. (He et al., CVPR 2016)
 */
final class LastStageMean implements ImageAggregator {
  private static final String SCOPE = "backbone";

  private final Backbone backbone;
  private final int last;

  LastStageMean(Backbone backbone) {
    this.backbone = backbone;
    this.last = backbone.stages().size() - 1;
  }

  @Override
  public int width() {
    return backbone.stages().get(last).channels();
  }

  @Override
  public String backbonePath() {
    return SCOPE + ".";
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return backbone.specs(prefix + backbonePath());
  }

  @Override
  public List<ImageBranch> branches() {
    return List.of(new ImageBranch("final", last, "", false));
  }

  @Override
  public List<NDArray> featureMaps(ForwardContext context, NDArray images) {
    return ImageAggregator.backboneMaps(context, context.scope(SCOPE), backbone, images);
  }

  @Override
  public NDArray aggregate(ForwardContext context, List<NDArray> maps) {
    return Layers.flattenPositions(maps.get(last)).mean(new int[] {2});
  }
}
