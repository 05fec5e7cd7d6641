package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * EfficientNet-Lite0 under the tensor names of its published PyTorch weights: inverted residual
 * blocks without squeeze-and-excitation, ReLU6, TensorFlow's SAME padding. Input is {@code (x -
 * 127) / 128}. Gives the seven stage outputs and the head [B, 1280, H/32, W/32]. (Tan and Le, ICML
 * 2019, in the Lite variant.)
 */
final class EfficientNetLite0 implements Backbone {
  static final int HEAD_CHANNELS = 1280;
  private static final float EPSILON = 1e-3f;
  private static final float MOMENTUM = 0.01f;
  private static final int STEM_CHANNELS = 32;

  /** A group of like blocks. */
  private record Group(int blocks, int kernel, int stride, int expansion, int channels) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(1, 3, 1, 1, 16),
          new Group(2, 3, 2, 6, 24),
          new Group(2, 5, 2, 6, 40),
          new Group(3, 3, 2, 6, 80),
          new Group(3, 5, 1, 6, 112),
          new Group(4, 5, 2, 6, 192),
          new Group(1, 3, 1, 6, 320));

  private static final int BLOCKS = 16;

  /** One block; {@code last} marks the end of a group, {@code depth} is its place in 0..1. */
  private record Unit(
      String name,
      int in,
      int out,
      int kernel,
      int stride,
      int expansion,
      boolean last,
      float depth) {
    int expanded() {
      return in * expansion;
    }

    boolean residual() {
      return stride == 1 && in == out;
    }
  }

  /** Channels of stage 0..6. */
  static int channels(int stage) {
    return GROUPS.get(stage).channels;
  }

  private static List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    int in = STEM_CHANNELS;
    for (Group g : GROUPS) {
      for (int i = 0; i < g.blocks; i++) {
        units.add(
            new Unit(
                "_blocks." + units.size(),
                in,
                g.channels,
                g.kernel,
                i == 0 ? g.stride : 1,
                g.expansion,
                i == g.blocks - 1,
                (float) units.size() / BLOCKS));
        in = g.channels;
      }
    }
    return units;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    conv(specs, prefix + "_conv_stem", prefix + "_bn0", STEM_CHANNELS, 3, 3);
    for (Unit u : units()) {
      String p = prefix + u.name + ".";
      if (u.expansion != 1) {
        conv(specs, p + "_expand_conv", p + "_bn0", u.expanded(), u.in, 1);
      }
      conv(specs, p + "_depthwise_conv", p + "_bn1", u.expanded(), 1, u.kernel);
      conv(specs, p + "_project_conv", p + "_bn2", u.out, u.expanded(), 1);
    }
    conv(specs, prefix + "_conv_head", prefix + "_bn1", HEAD_CHANNELS, channels(6), 1);
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
    pairs.add(new BatchNormFolding.ConvBatchNorm(prefix + "_conv_stem", prefix + "_bn0", EPSILON));
    for (Unit u : units()) {
      String p = prefix + u.name + ".";
      if (u.expansion != 1) {
        pairs.add(new BatchNormFolding.ConvBatchNorm(p + "_expand_conv", p + "_bn0", EPSILON));
      }
      pairs.add(new BatchNormFolding.ConvBatchNorm(p + "_depthwise_conv", p + "_bn1", EPSILON));
      pairs.add(new BatchNormFolding.ConvBatchNorm(p + "_project_conv", p + "_bn2", EPSILON));
    }
    pairs.add(new BatchNormFolding.ConvBatchNorm(prefix + "_conv_head", prefix + "_bn1", EPSILON));
    return pairs;
  }

  @Override
  public List<NDArray> forward(ForwardContext forwardContext, NDArray images) {
    NDArray x =
        relu6(forwardContext, convNorm(forwardContext, "_conv_stem", "_bn0", images, 3, 2, 1));
    List<NDArray> stages = new ArrayList<>();
    boolean kept = false;
    for (Unit unit : units()) {
      NDArray y = block(forwardContext.scope(unit.name), unit, x);
      if (!kept) {
        forwardContext.release(x);
      }
      x = y;
      kept = unit.last;
      if (kept) {
        stages.add(x);
      }
    }
    stages.add(relu6(forwardContext, convNorm(forwardContext, "_conv_head", "_bn1", x, 1, 1, 1)));
    return stages;
  }

  private static NDArray block(ForwardContext forwardContext, Unit u, NDArray x) {
    NDArray expanded = x;
    if (u.expansion != 1) {
      expanded =
          relu6(forwardContext, convNorm(forwardContext, "_expand_conv", "_bn0", x, 1, 1, 1));
    }
    NDArray filtered =
        relu6(
            forwardContext,
            convNorm(
                forwardContext,
                "_depthwise_conv",
                "_bn1",
                expanded,
                u.kernel,
                u.stride,
                u.expanded()));
    if (u.expansion != 1) {
      forwardContext.release(expanded);
    }
    NDArray y = convNorm(forwardContext, "_project_conv", "_bn2", filtered, 1, 1, 1);
    forwardContext.release(filtered);
    if (!u.residual()) {
      return y;
    }
    NDArray sum = skip(forwardContext, u, y).add(x);
    forwardContext.release(y);
    return sum;
  }

  /** Drop-connect: some samples leave the block out. */
  private static NDArray skip(ForwardContext forwardContext, Unit u, NDArray y) {
    float rate = forwardContext.regularization().dropPath() * u.depth();
    if (!forwardContext.training() || rate == 0) {
      return y;
    }
    NDArray ones = y.getManager().ones(new Shape(y.getShape().get(0), 1, 1, 1));
    return y.mul(forwardContext.dropout(ones, rate));
  }

  private static NDArray convNorm(
      ForwardContext forwardContext,
      String conv,
      String norm,
      NDArray x,
      int kernel,
      int stride,
      int groups) {
    int height = (int) x.getShape().get(2);
    int width = (int) x.getShape().get(3);
    int down = samePadding(height, kernel, stride);
    int across = samePadding(width, kernel, stride);
    Layers.BatchNormSpec spec = new Layers.BatchNormSpec(norm, EPSILON, MOMENTUM);
    if (down == across && down % 2 == 0) {
      return Layers.convBatchNorm(forwardContext, conv, spec, x, stride, down / 2, groups);
    }
    NDArray padded =
        x.pad(new Shape(across / 2, across - across / 2, down / 2, down - down / 2), 0);
    NDArray y = Layers.convBatchNorm(forwardContext, conv, spec, padded, stride, 0, groups);
    forwardContext.release(padded);
    return y;
  }

  /** TensorFlow's SAME: the total padding of one axis; the smaller half goes before. */
  private static int samePadding(int size, int kernel, int stride) {
    int out = (size + stride - 1) / stride;
    return Math.max((out - 1) * stride + kernel - size, 0);
  }

  private static NDArray relu6(ForwardContext forwardContext, NDArray x) {
    NDArray y = x.clip(0, 6);
    forwardContext.release(x);
    return y;
  }
}
