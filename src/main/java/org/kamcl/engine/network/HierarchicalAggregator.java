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
  static NDArray fuse(Pass pass, NDArray... tokens) {
    NDArray t = NDArrays.stack(new NDList(tokens), 1);
    NDArray m = Layers.mlp(pass, "mlp", t);
    pass.show("mlp_tokens", m);
    NDArray six = m.concat(t, 1);
    return GeneralizedPooling.pool(pass.at("gpo"), six, new int[] {2 * tokens.length});
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

    List<NormFolding.Pair> foldable(String prefix) {
      return backbone.foldable(prefix + "extract_feature.resnet.");
    }

    NDArray forward(Pass pass, NDArray images) {
      List<NDArray> f = backbone.forward(pass.at("extract_feature").at("resnet"), images);
      for (int i = 0; i < f.size(); i++) {
        pass.show("f" + (i + 1), f.get(i));
      }
      NDArray solo = solo(pass.at("extract_feature"), f.get(3));
      NDArray local = low(pass, f.get(0), f.get(1));
      NDArray high = high(pass, f.get(2), f.get(3));
      pass.show("solo", solo);
      pass.show("local", local);
      pass.show("high", high);
      return fuse(pass, solo, local, high);
    }

    private NDArray solo(Pass pass, NDArray f4) {
      NDArray pooled = GeneralizedPooling.pool(pass.at("gpo"), Layers.flattenPositions(f4));
      return projectsSolo() ? Layers.linear(pass, "linear", pooled) : pooled;
    }

    private NDArray low(Pass pass, NDArray f1, NDArray f2) {
      boolean watched = pass.tap() != FeatureTap.NONE;
      NDArray pooled;
      if (pass.javaKernels() && !watched) {
        pooled = GeneralizedPooling.poolUpsampled(pass.at("low_module").at("gpo"), f1, f2);
      } else {
        NDArray lower = f1.concat(Layers.upsampleNearest2(f2), 1);
        pass.show("lower", lower);
        pooled =
            GeneralizedPooling.pool(
                pass.at("low_module").at("gpo"),
                Layers.flattenPositions(lower),
                new int[] {lowChannels()});
      }
      return Layers.linear(pass.at("low_module"), "fc", pooled);
    }

    private NDArray high(Pass pass, NDArray f3, NDArray f4) {
      NDArray higher = f3.concat(Layers.upsampleNearest2(f4), 1);
      pass.show("higher", higher);
      NDArray mean = Layers.flattenPositions(higher).mean(new int[] {2});
      return Layers.linear(pass.at("high_module"), "fc", mean);
    }
  }

  /**
   * The aggregator over EfficientNet-Lite0: stage 2 (stride 8), stage 4 (stride 16) and the head
   * (stride 32), each pooled over its positions and projected to the embedding size.
   */
  static final class Pyramid {
    private static final int LOW_STAGE = 2;
    private static final int HIGH_STAGE = 4;
    private static final int HEAD = 7;

    private final EfficientNetLite0 backbone = new EfficientNetLite0();
    private final int size;
    private final boolean lastMapOnly;

    /**
     * @param lastMapOnly pools and projects the head alone, which shows what the aggregator gives
     */
    Pyramid(int size, boolean lastMapOnly) {
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

    List<NormFolding.Pair> foldable(String prefix) {
      return backbone.foldable(prefix + "backbone.");
    }

    NDArray forward(Pass pass, NDArray images) {
      List<NDArray> maps = backbone.forward(pass.at("backbone"), images);
      for (int i = 0; i < maps.size(); i++) {
        pass.show(i == HEAD ? "head" : "stage" + i, maps.get(i));
      }
      NDArray last = token(pass.at("final_module"), maps.get(HEAD));
      if (lastMapOnly) {
        return last;
      }
      NDArray low = token(pass.at("low_module"), maps.get(LOW_STAGE));
      NDArray high = token(pass.at("high_module"), maps.get(HIGH_STAGE));
      pass.show("low", low);
      pass.show("high", high);
      pass.show("final", last);
      return fuse(pass, last, low, high);
    }

    private static NDArray token(Pass pass, NDArray map) {
      NDArray pooled = GeneralizedPooling.pool(pass.at("gpo"), Layers.flattenPositions(map));
      return Layers.linear(pass, "fc", pooled);
    }
  }
}
