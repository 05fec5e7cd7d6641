package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The corrected aggregator: the last stages of strides 8, 16 and 32 are each pooled over their
 * positions and projected to the embedding size.
 */
final class ProjectedAggregator implements ImageAggregator {
  private static final String BACKBONE = "backbone.";

  private final Backbone backbone;
  private final int low;
  private final int high;
  private final int last;
  private final int size;
  private final boolean lastStageOnly;

  /**
   * @param size width of the shared space
   * @param lastStageOnly pools and projects the last stage alone, to measure what the other two
   *     contribute
   */
  ProjectedAggregator(Backbone backbone, int size, boolean lastStageOnly) {
    this.backbone = backbone;
    this.low = backbone.lastStageOfStride(8);
    this.high = backbone.lastStageOfStride(16);
    this.last = backbone.lastStageOfStride(32);
    this.size = size;
    this.lastStageOnly = lastStageOnly;
  }

  @Override
  public int width() {
    return size;
  }

  @Override
  public String backbonePath() {
    return BACKBONE;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>(backbone.specs(prefix + BACKBONE));
    if (lastStageOnly) {
      addToken(specs, prefix + "final_module", last);
      return specs;
    }
    addToken(specs, prefix + "low_module", low);
    addToken(specs, prefix + "high_module", high);
    addToken(specs, prefix + "final_module", last);
    specs.addAll(Layers.mlpSpecs(prefix + "mlp", size));
    specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
    return specs;
  }

  private void addToken(List<ParameterSpec> specs, String name, int stage) {
    specs.addAll(GeneralizedPooling.specs(name + ".gpo"));
    specs.addAll(Layers.linearSpecs(name + ".fc", backbone.stages().get(stage).channels(), size));
  }

  @Override
  public List<ImageBranch> branches() {
    ImageBranch finalBranch = new ImageBranch("final", last, "final_module", true);
    return lastStageOnly
        ? List.of(finalBranch)
        : List.of(
            new ImageBranch("low", low, "low_module", true),
            new ImageBranch("high", high, "high_module", true),
            finalBranch);
  }

  @Override
  public List<NDArray> featureMaps(ForwardContext context, NDArray images) {
    return ImageAggregator.backboneMaps(context, context.scope("backbone"), backbone, images);
  }

  @Override
  public NDArray aggregate(ForwardContext context, List<NDArray> maps) {
    NDArray lastToken = token(context.scope("final_module"), maps.get(last));
    if (lastStageOnly) {
      return lastToken;
    }
    NDArray lowToken = token(context.scope("low_module"), maps.get(low));
    NDArray highToken = token(context.scope("high_module"), maps.get(high));
    context.observe("low", lowToken);
    context.observe("high", highToken);
    context.observe("final", lastToken);
    return HierarchicalAggregator.fuse(context, lastToken, lowToken, highToken);
  }

  private static NDArray token(ForwardContext context, NDArray map) {
    NDArray pooled = GeneralizedPooling.pool(context.scope("gpo"), Layers.flattenPositions(map));
    return Layers.linear(context, "fc", pooled);
  }
}
