package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The published aggregator over the last stages of strides 4, 8, 16 and 32. Its defects are part of
 * the published network: the low-level module pools over the channels instead of the positions, and
 * two blocks exist in every checkpoint but are never used (the high-level module's pooling block,
 * and the linear layer after the final pooling where the channels already match).
 */
final class PublishedAggregator implements ImageAggregator {
  private static final String BACKBONE = "extract_feature.resnet.";
  private static final int[] STRIDES = {4, 8, 16, 32};

  private final Backbone backbone;
  private final int[] stages = new int[STRIDES.length];
  private final int[] channels = new int[STRIDES.length];
  private final int positions;
  private final int size;

  /**
   * @param imageSize side of the input in pixels, a multiple of 32; fixes the low-level module's
   *     linear layer at (imageSize / 4)^2 inputs
   * @param size width of the shared space
   */
  PublishedAggregator(Backbone backbone, int imageSize, int size) {
    this.backbone = backbone;
    this.positions = imageSize / 4 * (imageSize / 4);
    this.size = size;
    for (int i = 0; i < STRIDES.length; i++) {
      stages[i] = backbone.lastStageOfStride(STRIDES[i]);
      channels[i] = backbone.stages().get(stages[i]).channels();
    }
  }

  private boolean projectsFinalToken() {
    return channels[3] != size;
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
    specs.addAll(GeneralizedPooling.specs(prefix + "extract_feature.gpo"));
    specs.addAll(Layers.linearSpecs(prefix + "extract_feature.linear", channels[3], size));
    specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
    specs.addAll(GeneralizedPooling.specs(prefix + "low_module.gpo"));
    specs.addAll(Layers.linearSpecs(prefix + "low_module.fc", positions, size));
    specs.addAll(GeneralizedPooling.specs(prefix + "high_module.gpo"));
    specs.addAll(Layers.linearSpecs(prefix + "high_module.fc", channels[2] + channels[3], size));
    specs.addAll(Layers.mlpSpecs(prefix + "mlp", size));
    return specs;
  }

  /** The map of stride 32 is also read by the high-level module; it counts as the final branch. */
  @Override
  public List<ImageBranch> branches() {
    return List.of(
        new ImageBranch("low", stages[0], "low_module", false),
        new ImageBranch("low", stages[1], "low_module", false),
        new ImageBranch("high", stages[2], "high_module", false),
        new ImageBranch("final", stages[3], "extract_feature", true));
  }

  @Override
  public List<NDArray> featureMaps(ForwardContext context, NDArray images) {
    ForwardContext scope = context.scope("extract_feature").scope("resnet");
    return ImageAggregator.backboneMaps(context, scope, backbone, images);
  }

  @Override
  public NDArray aggregate(ForwardContext context, List<NDArray> maps) {
    NDArray last = finalToken(context.scope("extract_feature"), maps.get(stages[3]));
    NDArray low = lowToken(context, maps.get(stages[0]), maps.get(stages[1]));
    NDArray high = highToken(context, maps.get(stages[2]), maps.get(stages[3]));
    context.observe("solo", last);
    context.observe("local", low);
    context.observe("high", high);
    return HierarchicalAggregator.fuse(context, last, low, high);
  }

  private NDArray finalToken(ForwardContext context, NDArray f4) {
    NDArray pooled = GeneralizedPooling.pool(context.scope("gpo"), Layers.flattenPositions(f4));
    return projectsFinalToken() ? Layers.linear(context, "linear", pooled) : pooled;
  }

  private NDArray lowToken(ForwardContext context, NDArray f1, NDArray f2) {
    boolean observed = context.observer() != FeatureObserver.NONE;
    ForwardContext module = context.scope("low_module");
    NDArray pooled;
    if (context.javaKernels() && !observed) {
      pooled = GeneralizedPooling.poolUpsampled(module.scope("gpo"), f1, f2);
    } else {
      NDArray lower = f1.concat(Layers.upsampleNearest2(f2), 1);
      context.observe("lower", lower);
      pooled =
          GeneralizedPooling.pool(
              module.scope("gpo"),
              Layers.flattenPositions(lower),
              new int[] {channels[0] + channels[1]});
    }
    return Layers.linear(module, "fc", pooled);
  }

  private NDArray highToken(ForwardContext context, NDArray f3, NDArray f4) {
    NDArray higher = f3.concat(Layers.upsampleNearest2(f4), 1);
    context.observe("higher", higher);
    NDArray mean = Layers.flattenPositions(higher).mean(new int[] {2});
    return Layers.linear(context.scope("high_module"), "fc", mean);
  }
}
