package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNet-18, -50 and -101 under torchvision's tensor names. Stages f1..f4 have strides 4, 8, 16 and
 * 32. In the bottleneck variants the stride sits on the 3x3 convolution, as in torchvision. (He et
 * al., CVPR 2016; Ji et al., TGRS 2023, section III-B.)
 */
final class ResNet implements Backbone {
  private static final int[] WIDTHS = {64, 128, 256, 512};
  private static final float EPSILON = 1e-5f;
  private static final float MOMENTUM = 0.1f;
  private static final int CLASSES = 1000;

  private final int[] depths;
  private final boolean bottleneck;

  private ResNet(boolean bottleneck, int... depths) {
    this.bottleneck = bottleneck;
    this.depths = depths;
  }

  static ResNet resNet18() {
    return new ResNet(false, 2, 2, 2, 2);
  }

  static ResNet resNet50() {
    return new ResNet(true, 3, 4, 6, 3);
  }

  static ResNet resNet101() {
    return new ResNet(true, 3, 4, 23, 3);
  }

  /** Channels of stage 0..3. */
  int channels(int stage) {
    return WIDTHS[stage] * expansion();
  }

  private int expansion() {
    return bottleneck ? 4 : 1;
  }

  /** One residual block: its place, input width and stride. */
  private record Unit(String name, int in, int width, int stride) {}

  private List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    int in = 64;
    for (int stage = 0; stage < depths.length; stage++) {
      for (int i = 0; i < depths[stage]; i++) {
        int stride = i == 0 && stage > 0 ? 2 : 1;
        units.add(new Unit("layer" + (stage + 1) + "." + i, in, WIDTHS[stage], stride));
        in = channels(stage);
      }
    }
    return units;
  }

  private boolean projects(Unit unit) {
    return unit.stride != 1 || unit.in != unit.width * expansion();
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    conv(specs, prefix + "conv1", prefix + "bn1", 64, 3, 7);
    for (Unit unit : units()) {
      String p = prefix + unit.name + ".";
      int out = unit.width * expansion();
      if (bottleneck) {
        conv(specs, p + "conv1", p + "bn1", unit.width, unit.in, 1);
        conv(specs, p + "conv2", p + "bn2", unit.width, unit.width, 3);
        conv(specs, p + "conv3", p + "bn3", out, unit.width, 1);
      } else {
        conv(specs, p + "conv1", p + "bn1", unit.width, unit.in, 3);
        conv(specs, p + "conv2", p + "bn2", unit.width, unit.width, 3);
      }
      if (projects(unit)) {
        conv(specs, p + "downsample.0", p + "downsample.1", out, unit.in, 1);
      }
    }
    // The classifier is never used, but the published checkpoints hold it.
    specs.addAll(Layers.linearSpecs(prefix + "fc", channels(3), CLASSES));
    return specs;
  }

  private static void conv(
      List<ParameterSpec> specs, String conv, String norm, long out, long in, long kernel) {
    specs.add(ParameterSpec.weight(conv + ".weight", out, in, kernel, kernel));
    specs.addAll(Layers.batchNormSpecs(norm, out));
  }

  @Override
  public List<BatchNormFolding.ConvBatchNorm> foldableConvolutions(String prefix) {
    List<BatchNormFolding.ConvBatchNorm> pairs = new ArrayList<>();
    pairs.add(new BatchNormFolding.ConvBatchNorm(prefix + "conv1", prefix + "bn1", EPSILON));
    for (Unit unit : units()) {
      String p = prefix + unit.name + ".";
      int convolutions = bottleneck ? 3 : 2;
      for (int i = 1; i <= convolutions; i++) {
        pairs.add(new BatchNormFolding.ConvBatchNorm(p + "conv" + i, p + "bn" + i, EPSILON));
      }
      if (projects(unit)) {
        pairs.add(
            new BatchNormFolding.ConvBatchNorm(p + "downsample.0", p + "downsample.1", EPSILON));
      }
    }
    return pairs;
  }

  @Override
  public List<NDArray> forward(ForwardContext forwardContext, NDArray images) {
    NDArray stem = relu(forwardContext, convNorm(forwardContext, "conv1", "bn1", images, 2, 3));
    NDArray x =
        stem.getNDArrayInternal().maxPool(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    forwardContext.release(stem);
    List<NDArray> stages = new ArrayList<>();
    int stage = 0;
    int left = depths[0];
    for (Unit unit : units()) {
      x = residual(forwardContext.scope(unit.name), unit, x);
      if (--left == 0) {
        stages.add(x);
        stage++;
        left = stage < depths.length ? depths[stage] : 0;
      }
    }
    return stages;
  }

  private NDArray residual(ForwardContext forwardContext, Unit unit, NDArray x) {
    NDArray y;
    if (bottleneck) {
      y = relu(forwardContext, convNorm(forwardContext, "conv1", "bn1", x, 1, 0));
      NDArray z = relu(forwardContext, convNorm(forwardContext, "conv2", "bn2", y, unit.stride, 1));
      forwardContext.release(y);
      y = convNorm(forwardContext, "conv3", "bn3", z, 1, 0);
      forwardContext.release(z);
    } else {
      NDArray z = relu(forwardContext, convNorm(forwardContext, "conv1", "bn1", x, unit.stride, 1));
      y = convNorm(forwardContext, "conv2", "bn2", z, 1, 1);
      forwardContext.release(z);
    }
    NDArray shortcut =
        projects(unit)
            ? convNorm(forwardContext, "downsample.0", "downsample.1", x, unit.stride, 0)
            : x;
    NDArray sum = y.add(shortcut);
    forwardContext.release(y);
    return relu(forwardContext, sum);
  }

  private static NDArray relu(ForwardContext forwardContext, NDArray x) {
    NDArray y = Layers.relu(x);
    forwardContext.release(x);
    return y;
  }

  private static NDArray convNorm(
      ForwardContext forwardContext, String conv, String norm, NDArray x, int stride, int padding) {
    Layers.BatchNormSpec spec = new Layers.BatchNormSpec(norm, EPSILON, MOMENTUM);
    return Layers.convBatchNorm(forwardContext, conv, spec, x, stride, padding, 1);
  }
}
