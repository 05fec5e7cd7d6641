package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.image.Normalization;

/**
 * Networks of inverted residual blocks without squeeze-and-excitation: ReLU6, TensorFlow's SAME
 * padding, the tensor names of EfficientNet's published PyTorch weights. They compute seven stages
 * and the head [B, 1280, H/32, W/32]. (Sandler et al., CVPR 2018; Tan and Le, ICML 2019.)
 */
final class InvertedResidualNet implements Backbone {
  private static final int HEAD_CHANNELS = 1280;
  private static final float EPSILON = 1e-3f;
  private static final float MOMENTUM = 0.01f;

  private static final Pattern BLOCK = Pattern.compile("_blocks\\.(\\d+)\\..*");

  /** A group of equal blocks. */
  private record Group(int blocks, int kernel, int stride, int expansion, int channels) {}

  private final int stemChannels;
  private final List<Group> groups;
  private final int blocks;
  private final Normalization normalization;
  private final Optional<String> pretrained;

  private InvertedResidualNet(
      int stemChannels,
      List<Group> groups,
      Normalization normalization,
      Optional<String> pretrained) {
    this.stemChannels = stemChannels;
    this.groups = groups;
    this.blocks = groups.stream().mapToInt(Group::blocks).sum();
    this.normalization = normalization;
    this.pretrained = pretrained;
  }

  /** EfficientNet-Lite0; pixels are {@code (x - 127) / 128}, as in its training. */
  static InvertedResidualNet efficientNetLite0() {
    return new InvertedResidualNet(
        32,
        List.of(
            new Group(1, 3, 1, 1, 16),
            new Group(2, 3, 2, 6, 24),
            new Group(2, 5, 2, 6, 40),
            new Group(3, 3, 2, 6, 80),
            new Group(3, 5, 1, 6, 112),
            new Group(4, 5, 2, 6, 192),
            new Group(1, 3, 1, 6, 320)),
        Normalization.of(127 / 255.0, 128 / 255.0),
        Optional.of("efficientnet-lite0.safetensors"));
  }

  /** MobileNetV2 of width 0.35, its smallest; pixels are {@code x / 127.5 - 1}. */
  static InvertedResidualNet mobileNetV2() {
    return new InvertedResidualNet(
        16,
        List.of(
            new Group(1, 3, 1, 1, 8),
            new Group(2, 3, 2, 6, 8),
            new Group(3, 3, 2, 6, 16),
            new Group(4, 3, 2, 6, 24),
            new Group(3, 3, 1, 6, 32),
            new Group(3, 3, 2, 6, 56),
            new Group(1, 3, 1, 6, 112)),
        Normalization.of(0.5, 0.5),
        Optional.empty());
  }

  /** One block; {@code last} marks the end of a group, {@code depth} is its position in 0..1. */
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

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    int stride = 2;
    for (Group group : groups) {
      stride *= group.stride;
      stages.add(new Stage("stage" + stages.size(), group.channels, stride));
    }
    stages.add(new Stage("head", HEAD_CHANNELS, stride));
    return stages;
  }

  @Override
  public Normalization normalization() {
    return normalization;
  }

  /** Stem, blocks, head. */
  @Override
  public int layersAbove(String name) {
    Matcher block = BLOCK.matcher(name);
    if (block.matches()) {
      return blocks - Integer.parseInt(block.group(1));
    }
    return name.startsWith("_conv_stem.") || name.startsWith("_bn0.") ? blocks + 1 : 0;
  }

  @Override
  public boolean recognizes(Set<String> names) {
    return names.contains("_conv_stem.weight")
        && names.contains("_blocks." + (blocks - 1) + "._project_conv.weight")
        && !names.contains("_blocks." + blocks + "._project_conv.weight");
  }

  @Override
  public Optional<String> pretrainedFile() {
    return pretrained;
  }

  private List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    int in = stemChannels;
    for (Group g : groups) {
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
                (float) units.size() / blocks));
        in = g.channels;
      }
    }
    return units;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    Layers.addConvBatchNorm(specs, prefix + "_conv_stem", prefix + "_bn0", stemChannels, 3, 3);
    for (Unit u : units()) {
      String p = prefix + u.name + ".";
      if (u.expansion != 1) {
        Layers.addConvBatchNorm(specs, p + "_expand_conv", p + "_bn0", u.expanded(), u.in, 1);
      }
      Layers.addConvBatchNorm(specs, p + "_depthwise_conv", p + "_bn1", u.expanded(), 1, u.kernel);
      Layers.addConvBatchNorm(specs, p + "_project_conv", p + "_bn2", u.out, u.expanded(), 1);
    }
    Layers.addConvBatchNorm(
        specs,
        prefix + "_conv_head",
        prefix + "_bn1",
        HEAD_CHANNELS,
        groups.get(groups.size() - 1).channels,
        1);
    return specs;
  }

  @Override
  public List<ConvBatchNorm> foldableConvolutions(String prefix) {
    List<ConvBatchNorm> pairs = new ArrayList<>();
    pairs.add(new ConvBatchNorm(prefix + "_conv_stem", prefix + "_bn0", EPSILON));
    for (Unit u : units()) {
      String p = prefix + u.name + ".";
      if (u.expansion != 1) {
        pairs.add(new ConvBatchNorm(p + "_expand_conv", p + "_bn0", EPSILON));
      }
      pairs.add(new ConvBatchNorm(p + "_depthwise_conv", p + "_bn1", EPSILON));
      pairs.add(new ConvBatchNorm(p + "_project_conv", p + "_bn2", EPSILON));
    }
    pairs.add(new ConvBatchNorm(prefix + "_conv_head", prefix + "_bn1", EPSILON));
    return pairs;
  }

  @Override
  public List<NDArray> forward(ForwardContext context, NDArray images) {
    NDArray x = relu6(context, convNorm(context, "_conv_stem", "_bn0", images, 3, 2, 1));
    List<NDArray> stages = new ArrayList<>();
    boolean kept = false;
    for (Unit unit : units()) {
      NDArray y = block(context.scope(unit.name), unit, x);
      if (!kept) {
        context.release(x);
      }
      x = y;
      kept = unit.last;
      if (kept) {
        stages.add(x);
      }
    }
    stages.add(relu6(context, convNorm(context, "_conv_head", "_bn1", x, 1, 1, 1)));
    return stages;
  }

  private static NDArray block(ForwardContext context, Unit u, NDArray x) {
    NDArray expanded = x;
    if (u.expansion != 1) {
      expanded = relu6(context, convNorm(context, "_expand_conv", "_bn0", x, 1, 1, 1));
    }
    NDArray filtered =
        relu6(
            context,
            convNorm(
                context, "_depthwise_conv", "_bn1", expanded, u.kernel, u.stride, u.expanded()));
    if (u.expansion != 1) {
      context.release(expanded);
    }
    NDArray y = convNorm(context, "_project_conv", "_bn2", filtered, 1, 1, 1);
    context.release(filtered);
    if (!u.residual()) {
      return y;
    }
    NDArray sum = skip(context, u, y).add(x);
    context.release(y);
    return sum;
  }

  /** Stochastic depth: skips the block for a random share of the samples. */
  private static NDArray skip(ForwardContext context, Unit u, NDArray y) {
    float rate = context.regularization().dropPath() * u.depth();
    if (!context.training() || rate == 0) {
      return y;
    }
    NDArray ones = y.getManager().ones(new Shape(y.getShape().get(0), 1, 1, 1));
    return y.mul(context.dropout(ones, rate));
  }

  private static NDArray convNorm(
      ForwardContext context,
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
      return Layers.convBatchNorm(context, conv, spec, x, stride, down / 2, groups);
    }
    NDArray padded =
        x.pad(new Shape(across / 2, across - across / 2, down / 2, down - down / 2), 0);
    NDArray y = Layers.convBatchNorm(context, conv, spec, padded, stride, 0, groups);
    context.release(padded);
    return y;
  }

  /** TensorFlow's SAME: the total padding of one axis; the smaller half comes first. */
  private static int samePadding(int size, int kernel, int stride) {
    int out = (size + stride - 1) / stride;
    return Math.max((out - 1) * stride + kernel - size, 0);
  }

  private static NDArray relu6(ForwardContext context, NDArray x) {
    NDArray y = x.clip(0, 6);
    context.release(x);
    return y;
  }
}
