package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/**
 * Hierarchical aggregator (HA): a low-level, a high-level and a final token of an image, their MLP,
 * and generalized pooling over the six. (Ji et al., TGRS 2023, section III-B.)
 */
final class HierarchicalAggregator {
  private HierarchicalAggregator() {}

  /** The fusion that both configurations share: MLP, concatenation, pooling over six tokens. */
  static NDArray fuse(ForwardContext forwardContext, NDArray... tokens) {
    NDArray t = NDArrays.stack(new NDList(tokens), 1);
    NDArray m = Layers.mlp(forwardContext, "mlp", t);
    forwardContext.observe("mlp_tokens", m);
    NDArray six = m.concat(t, 1);
    return GeneralizedPooling.pool(forwardContext.scope("gpo"), six, new int[] {2 * tokens.length});
  }

  /**
   * The published aggregator over ResNet stages. Its accidents are part of the published network:
   * the low-level module pools over the channels, the high-level module's own pooling block and (in
   * ResNet-18) the linear layer after the solo pooling are never used.
   */
  static final class Published {
    private final ResNet backbone;
    private final int positions;
    private final int size;

    /**
     * @param imageSize side of the input in pixels, a multiple of 32; fixes the low-level module's
     *     linear layer at (imageSize / 4)^2 inputs
     */
    Published(ResNet backbone, int imageSize, int size) {
      this.backbone = backbone;
      this.positions = imageSize / 4 * (imageSize / 4);
      this.size = size;
    }

    private int lowChannels() {
      return backbone.channels(0) + backbone.channels(1);
    }

    private int highChannels() {
      return backbone.channels(2) + backbone.channels(3);
    }

    private boolean projectsSolo() {
      return backbone.channels(3) != size;
    }

    List<ParameterSpec> specs(String prefix) {
      List<ParameterSpec> specs =
          new ArrayList<>(backbone.specs(prefix + "extract_feature.resnet."));
      specs.addAll(GeneralizedPooling.specs(prefix + "extract_feature.gpo"));
      specs.addAll(
          Layers.linearSpecs(prefix + "extract_feature.linear", backbone.channels(3), size));
      specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
      specs.addAll(GeneralizedPooling.specs(prefix + "low_module.gpo"));
      specs.addAll(Layers.linearSpecs(prefix + "low_module.fc", positions, size));
      specs.addAll(GeneralizedPooling.specs(prefix + "high_module.gpo"));
      specs.addAll(Layers.linearSpecs(prefix + "high_module.fc", highChannels(), size));
      specs.addAll(Layers.mlpSpecs(prefix + "mlp", size));
      return specs;
    }

    List<BatchNormFolding.ConvBatchNorm> foldable(String prefix) {
      return backbone.foldableConvolutions(prefix + "extract_feature.resnet.");
    }

    NDArray forward(ForwardContext forwardContext, NDArray images) {
      List<NDArray> f =
          backbone.forward(forwardContext.scope("extract_feature").scope("resnet"), images);
      for (int i = 0; i < f.size(); i++) {
        forwardContext.observe("f" + (i + 1), f.get(i));
      }
      NDArray solo = solo(forwardContext.scope("extract_feature"), f.get(3));
      NDArray local = low(forwardContext, f.get(0), f.get(1));
      NDArray high = high(forwardContext, f.get(2), f.get(3));
      forwardContext.observe("solo", solo);
      forwardContext.observe("local", local);
      forwardContext.observe("high", high);
      return fuse(forwardContext, solo, local, high);
    }

    private NDArray solo(ForwardContext forwardContext, NDArray f4) {
      NDArray pooled =
          GeneralizedPooling.pool(forwardContext.scope("gpo"), Layers.flattenPositions(f4));
      return projectsSolo() ? Layers.linear(forwardContext, "linear", pooled) : pooled;
    }

    private NDArray low(ForwardContext forwardContext, NDArray f1, NDArray f2) {
      boolean watched = forwardContext.observer() != FeatureObserver.NONE;
      NDArray pooled;
      if (forwardContext.javaKernels() && !watched) {
        pooled =
            GeneralizedPooling.poolUpsampled(
                forwardContext.scope("low_module").scope("gpo"), f1, f2);
      } else {
        NDArray lower = f1.concat(Layers.upsampleNearest2(f2), 1);
        forwardContext.observe("lower", lower);
        pooled =
            GeneralizedPooling.pool(
                forwardContext.scope("low_module").scope("gpo"),
                Layers.flattenPositions(lower),
                new int[] {lowChannels()});
      }
      return Layers.linear(forwardContext.scope("low_module"), "fc", pooled);
    }

    private NDArray high(ForwardContext forwardContext, NDArray f3, NDArray f4) {
      NDArray higher = f3.concat(Layers.upsampleNearest2(f4), 1);
      forwardContext.observe("higher", higher);
      NDArray mean = Layers.flattenPositions(higher).mean(new int[] {2});
      return Layers.linear(forwardContext.scope("high_module"), "fc", mean);
    }
  }

  /**
   * The aggregator over EfficientNet-Lite0: stage 2 (stride 8), stage 4 (stride 16) and the head
   * (stride 32), each pooled over its positions and projected to the embedding size.
   */
  static final class Projected {
    private static final int LOW_STAGE = 2;
    private static final int HIGH_STAGE = 4;
    private static final int HEAD = 7;

    private final EfficientNetLite0 backbone = new EfficientNetLite0();
    private final int size;
    private final boolean lastMapOnly;

    /**
     * @param lastMapOnly pools and projects the head alone, which shows what the aggregator gives
     */
    Projected(int size, boolean lastMapOnly) {
      this.size = size;
      this.lastMapOnly = lastMapOnly;
    }

    List<ParameterSpec> specs(String prefix) {
      List<ParameterSpec> specs = new ArrayList<>(backbone.specs(prefix + "backbone."));
      if (lastMapOnly) {
        level(specs, prefix + "final_module", EfficientNetLite0.HEAD_CHANNELS);
        return specs;
      }
      level(specs, prefix + "low_module", EfficientNetLite0.channels(LOW_STAGE));
      level(specs, prefix + "high_module", EfficientNetLite0.channels(HIGH_STAGE));
      level(specs, prefix + "final_module", EfficientNetLite0.HEAD_CHANNELS);
      specs.addAll(Layers.mlpSpecs(prefix + "mlp", size));
      specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
      return specs;
    }

    private void level(List<ParameterSpec> specs, String name, long channels) {
      specs.addAll(GeneralizedPooling.specs(name + ".gpo"));
      specs.addAll(Layers.linearSpecs(name + ".fc", channels, size));
    }

    List<BatchNormFolding.ConvBatchNorm> foldable(String prefix) {
      return backbone.foldableConvolutions(prefix + "backbone.");
    }

    NDArray forward(ForwardContext forwardContext, NDArray images) {
      List<NDArray> maps = backbone.forward(forwardContext.scope("backbone"), images);
      for (int i = 0; i < maps.size(); i++) {
        forwardContext.observe(i == HEAD ? "head" : "stage" + i, maps.get(i));
      }
      NDArray last = token(forwardContext.scope("final_module"), maps.get(HEAD));
      if (lastMapOnly) {
        return last;
      }
      NDArray low = token(forwardContext.scope("low_module"), maps.get(LOW_STAGE));
      NDArray high = token(forwardContext.scope("high_module"), maps.get(HIGH_STAGE));
      forwardContext.observe("low", low);
      forwardContext.observe("high", high);
      forwardContext.observe("final", last);
      return fuse(forwardContext, last, low, high);
    }

    private static NDArray token(ForwardContext forwardContext, NDArray map) {
      NDArray pooled =
          GeneralizedPooling.pool(forwardContext.scope("gpo"), Layers.flattenPositions(map));
      return Layers.linear(forwardContext, "fc", pooled);
    }
  }
}
