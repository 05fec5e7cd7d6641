package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Pooling without parameters: the means over the positions of the last stages of strides 8, 16 and
 * 32, side by side. Its branches have no pooling blocks whose weights could be read.
 */
final class StageMeans implements ImageAggregator {
  private static final String BACKBONE = "backbone.";

  private final Backbone backbone;
  private final List<ImageBranch> branches;

  StageMeans(Backbone backbone) {
    this.backbone = backbone;
    this.branches =
        List.of(
            new ImageBranch("low", backbone.lastStageOfStride(8), "", false),
            new ImageBranch("high", backbone.lastStageOfStride(16), "", false),
            new ImageBranch("final", backbone.lastStageOfStride(32), "", false));
  }

  @Override
  public int width() {
    return branches.stream().mapToInt(b -> backbone.stages().get(b.stage()).channels()).sum();
  }

  @Override
  public String backbonePath() {
    return BACKBONE;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return backbone.specs(prefix + BACKBONE);
  }

  @Override
  public List<ImageBranch> branches() {
    return branches;
  }

  @Override
  public List<NDArray> featureMaps(ForwardContext context, NDArray images) {
    return ImageAggregator.backboneMaps(context, context.scope("backbone"), backbone, images);
  }

  @Override
  public NDArray aggregate(ForwardContext context, List<NDArray> maps) {
    NDList means = new NDList();
    for (ImageBranch branch : branches) {
      means.add(Layers.flattenPositions(maps.get(branch.stage())).mean(new int[] {2}));
    }
    return NDArrays.concat(means, 1);
  }
}
