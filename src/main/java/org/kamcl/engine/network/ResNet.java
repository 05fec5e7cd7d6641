package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.image.Normalization;

/**
 * ResNet-18, -50 and -101 with torchvision's tensor names. Stages f1..f4 have strides 4, 8, 16 and
 * 32. In the bottleneck variants the 3x3 convolution has the stride, as in torchvision. (He et al.,
 * CVPR 2016; Ji et al., TGRS 2023, section III-B.)
 */
final class ResNet implements Backbone {
  private static final int[] WIDTHS = {64, 128, 256, 512};
  private static final float EPSILON = 1e-5f;
  private static final float MOMENTUM = 0.1f;
  private static final int CLASSES = 1000;

  private static final Pattern STAGE = Pattern.compile("layer(\\d)\\..*");

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

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < WIDTHS.length; i++) {
      stages.add(new Stage("f" + (i + 1), channels(i), 4 << i));
    }
    return stages;
  }

  @Override
  public Normalization normalization() {
    return Normalization.IMAGENET;
  }

  /** Stem, four stages, and the classifier, which counts with the last stage. */
  @Override
  public int layersAbove(String name) {
    Matcher stage = STAGE.matcher(name);
    if (stage.matches()) {
      return depths.length - Integer.parseInt(stage.group(1));
    }
    return name.startsWith("conv1.") || name.startsWith("bn1.") ? depths.length : 0;
  }

  @Override
  public boolean recognizes(Set<String> names) {
    if (names.contains("layer1.0.conv3.weight") != bottleneck) {
      return false;
    }
    for (int stage = 0; stage < depths.length; stage++) {
      String blocks = "layer" + (stage + 1) + ".";
      if (!names.contains(blocks + (depths[stage] - 1) + ".conv1.weight")
          || names.contains(blocks + depths[stage] + ".conv1.weight")) {
        return false;
      }
    }
    return true;
  }

  /** Channels of stage 0..3. */
  private int channels(int stage) {
    return WIDTHS[stage] * expansion();
  }

  private int expansion() {
    return bottleneck ? 4 : 1;
  }

  /** One residual block: its name, input channels, width and stride. */
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
    Layers.addConvBatchNorm(specs, prefix + "conv1", prefix + "bn1", 64, 3, 7);
    for (Unit unit : units()) {
      String p = prefix + unit.name + ".";
      int out = unit.width * expansion();
      if (bottleneck) {
        Layers.addConvBatchNorm(specs, p + "conv1", p + "bn1", unit.width, unit.in, 1);
        Layers.addConvBatchNorm(specs, p + "conv2", p + "bn2", unit.width, unit.width, 3);
        Layers.addConvBatchNorm(specs, p + "conv3", p + "bn3", out, unit.width, 1);
      } else {
        Layers.addConvBatchNorm(specs, p + "conv1", p + "bn1", unit.width, unit.in, 3);
        Layers.addConvBatchNorm(specs, p + "conv2", p + "bn2", unit.width, unit.width, 3);
      }
      if (projects(unit)) {
        Layers.addConvBatchNorm(specs, p + "downsample.0", p + "downsample.1", out, unit.in, 1);
      }
    }
    // The classifier is never used, but published checkpoints contain it.
    specs.addAll(Layers.linearSpecs(prefix + "fc", channels(3), CLASSES));
    return specs;
  }

  @Override
  public List<ConvBatchNorm> foldableConvolutions(String prefix) {
    List<ConvBatchNorm> pairs = new ArrayList<>();
    pairs.add(new ConvBatchNorm(prefix + "conv1", prefix + "bn1", EPSILON));
    for (Unit unit : units()) {
      String p = prefix + unit.name + ".";
      int convolutions = bottleneck ? 3 : 2;
      for (int i = 1; i <= convolutions; i++) {
        pairs.add(new ConvBatchNorm(p + "conv" + i, p + "bn" + i, EPSILON));
      }
      if (projects(unit)) {
        pairs.add(new ConvBatchNorm(p + "downsample.0", p + "downsample.1", EPSILON));
      }
    }
    return pairs;
  }

  @Override
  public List<NDArray> forward(ForwardContext context, NDArray images) {
    NDArray stem = relu(context, convNorm(context, "conv1", "bn1", images, 2, 3));
    NDArray x =
        stem.getNDArrayInternal().maxPool(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    context.release(stem);
    List<NDArray> stages = new ArrayList<>();
    int stage = 0;
    int left = depths[0];
    for (Unit unit : units()) {
      x = residual(context.scope(unit.name), unit, x);
      if (--left == 0) {
        stages.add(x);
        stage++;
        left = stage < depths.length ? depths[stage] : 0;
      }
    }
    return stages;
  }

  private NDArray residual(ForwardContext context, Unit unit, NDArray x) {
    NDArray y;
    if (bottleneck) {
      y = relu(context, convNorm(context, "conv1", "bn1", x, 1, 0));
      NDArray z = relu(context, convNorm(context, "conv2", "bn2", y, unit.stride, 1));
      context.release(y);
      y = convNorm(context, "conv3", "bn3", z, 1, 0);
      context.release(z);
    } else {
      NDArray z = relu(context, convNorm(context, "conv1", "bn1", x, unit.stride, 1));
      y = convNorm(context, "conv2", "bn2", z, 1, 1);
      context.release(z);
    }
    NDArray shortcut =
        projects(unit) ? convNorm(context, "downsample.0", "downsample.1", x, unit.stride, 0) : x;
    NDArray sum = y.add(shortcut);
    context.release(y);
    return relu(context, sum);
  }

  private static NDArray relu(ForwardContext context, NDArray x) {
    NDArray y = Layers.relu(x);
    context.release(x);
    return y;
  }

  private static NDArray convNorm(
      ForwardContext context, String conv, String norm, NDArray x, int stride, int padding) {
    Layers.BatchNormSpec spec = new Layers.BatchNormSpec(norm, EPSILON, MOMENTUM);
    return Layers.convBatchNorm(context, conv, spec, x, stride, padding, 1);
  }
}
