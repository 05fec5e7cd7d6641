package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.image.Preprocessing;

/**
 * The ResNet of CLIP with OpenCLIP's tensor names: a stem of three convolutions, mean pooling in
 * place of strides (antialiasing), and attention pooling whose only query is the mean of all
 * positions. Stages f1..f4 have strides 4, 8, 16 and 32. (Radford et al., ICML 2021)
 */
final class ClipResNet implements ClipVision {
  private static final float EPSILON = 1e-5f;
  private static final float MOMENTUM = 0.1f;
  private static final int EXPANSION = 4;
  private static final int STEM = 3;
  private static final int LAST = ClipSizes.RESNET_LAYERS - 1;
  private static final String POOL = "attnpool";
  private static final Pattern LAYER = Pattern.compile("layer(\\d)\\..*");

  private final ClipSizes.Vision sizes;
  private final int embeddingSize;
  private final Preprocessing preprocessing;

  ClipResNet(ClipSizes all) {
    this.sizes = all.vision();
    this.embeddingSize = all.embeddingSize();
    this.preprocessing = all.preprocessing();
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public int embeddingSize() {
    return embeddingSize;
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < ClipSizes.RESNET_LAYERS; i++) {
      stages.add(new Stage("f" + (i + 1), channels(i), 4 << i));
    }
    return stages;
  }

  @Override
  public List<ImageBranch> branches() {
    return List.of(new ImageBranch("final", LAST, "", false));
  }

  /** Channels of stage 0..3. */
  private int channels(int stage) {
    return (sizes.width() << stage) * EXPANSION;
  }

  /** Stem, four layers, and the attention pooling, which counts with the last layer. */
  @Override
  public int layersAbove(String name) {
    Matcher layer = LAYER.matcher(name);
    if (layer.matches()) {
      return ClipSizes.RESNET_LAYERS - Integer.parseInt(layer.group(1));
    }
    return name.startsWith(POOL + ".") ? 0 : ClipSizes.RESNET_LAYERS;
  }

  /** One bottleneck: its name, input channels, width, stride, and whether its shortcut is one. */
  private record Unit(String name, int in, int width, int stride, boolean projects) {}

  private List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    int in = sizes.width();
    for (int stage = 0; stage < ClipSizes.RESNET_LAYERS; stage++) {
      for (int i = 0; i < sizes.blocks().get(stage); i++) {
        int stride = i == 0 && stage > 0 ? 2 : 1;
        String name = "layer" + (stage + 1) + "." + i;
        units.add(new Unit(name, in, sizes.width() << stage, stride, i == 0));
        in = channels(stage);
      }
    }
    return units;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    int width = sizes.width();
    Layers.addConvBatchNorm(specs, prefix + "conv1", prefix + "bn1", width / 2, 3, 3);
    Layers.addConvBatchNorm(specs, prefix + "conv2", prefix + "bn2", width / 2, width / 2, 3);
    Layers.addConvBatchNorm(specs, prefix + "conv3", prefix + "bn3", width, width / 2, 3);
    for (Unit unit : units()) {
      String p = prefix + unit.name + ".";
      int out = unit.width * EXPANSION;
      Layers.addConvBatchNorm(specs, p + "conv1", p + "bn1", unit.width, unit.in, 1);
      Layers.addConvBatchNorm(specs, p + "conv2", p + "bn2", unit.width, unit.width, 3);
      Layers.addConvBatchNorm(specs, p + "conv3", p + "bn3", out, unit.width, 1);
      if (unit.projects) {
        Layers.addConvBatchNorm(specs, p + "downsample.0", p + "downsample.1", out, unit.in, 1);
      }
    }
    String pool = prefix + POOL + ".";
    int last = channels(LAST);
    long positions = (long) sizes.grid() * sizes.grid() + 1;
    specs.add(
        new ParameterSpec(
            pool + "positional_embedding",
            new long[] {positions, last},
            ParameterSpec.Role.EMBEDDING));
    for (String projection : new String[] {"k_proj", "q_proj", "v_proj"}) {
      specs.addAll(Layers.linearSpecs(pool + projection, last, last));
    }
    specs.addAll(Layers.linearSpecs(pool + "c_proj", last, embeddingSize));
    return specs;
  }

  @Override
  public List<ConvBatchNorm> foldableConvolutions(String prefix) {
    List<ConvBatchNorm> pairs = new ArrayList<>();
    addThree(pairs, prefix);
    for (Unit unit : units()) {
      String p = prefix + unit.name + ".";
      addThree(pairs, p);
      if (unit.projects) {
        pairs.add(new ConvBatchNorm(p + "downsample.0", p + "downsample.1", EPSILON));
      }
    }
    return pairs;
  }

  private static void addThree(List<ConvBatchNorm> pairs, String prefix) {
    for (int i = 1; i <= STEM; i++) {
      pairs.add(new ConvBatchNorm(prefix + "conv" + i, prefix + "bn" + i, EPSILON));
    }
  }

  @Override
  public List<NDArray> forward(ForwardContext context, NDArray images) {
    NDArray x = relu(context, convNorm(context, "conv1", "bn1", images, 2, 1));
    for (int i = 2; i <= STEM; i++) {
      NDArray in = x;
      x = relu(context, convNorm(context, "conv" + i, "bn" + i, in, 1, 1));
      context.release(in);
    }
    NDArray stem = x;
    x = halve(stem);
    context.release(stem);
    List<NDArray> stages = new ArrayList<>();
    List<Unit> units = units();
    int stage = 0;
    int left = sizes.blocks().get(0);
    for (Unit unit : units) {
      NDArray in = x;
      x = bottleneck(context.scope(unit.name), unit, in);
      if (!stages.contains(in)) {
        context.release(in);
      }
      if (--left == 0) {
        stages.add(x);
        stage++;
        left = stage < ClipSizes.RESNET_LAYERS ? sizes.blocks().get(stage) : 0;
      }
    }
    return stages;
  }

  private static NDArray bottleneck(ForwardContext context, Unit unit, NDArray x) {
    NDArray first = relu(context, convNorm(context, "conv1", "bn1", x, 1, 0));
    NDArray second = relu(context, convNorm(context, "conv2", "bn2", first, 1, 1));
    context.release(first);
    NDArray pooled = unit.stride == 2 ? halve(second) : second;
    NDArray third = convNorm(context, "conv3", "bn3", pooled, 1, 0);
    context.release(second);
    NDArray shortcut = x;
    if (unit.projects) {
      NDArray head = unit.stride == 2 ? halve(x) : x;
      shortcut = convNorm(context, "downsample.0", "downsample.1", head, 1, 0);
    }
    NDArray sum = third.add(shortcut);
    context.release(third);
    return relu(context, sum);
  }

  /** The mean of 2 x 2 positions. */
  private static NDArray halve(NDArray x) {
    Shape two = new Shape(2, 2);
    return x.getNDArrayInternal().avgPool(two, two, new Shape(0, 0), false, true);
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

  /** Attention pooling: the mean of all positions is the only query. */
  @Override
  public NDArray pool(ForwardContext context, List<NDArray> maps) {
    ForwardContext pool = context.scope(POOL);
    NDArray map = maps.get(LAST);
    NDManager manager = map.getManager();
    int width = channels(LAST);
    long batch = map.getShape().get(0);
    int side = (int) map.getShape().get(3);
    NDArray positions = Layers.flattenPositions(map).swapAxes(1, 2);
    NDArray mean = positions.mean(new int[] {1}, true);
    NDArray tokens =
        mean.concat(positions, 1).add(PositionGrid.fitted(pool, manager, sizes.grid(), side));
    NDArray q = heads(Layers.linear(pool, "q_proj", tokens.get(":, 0:1")));
    NDArray k = heads(Layers.linear(pool, "k_proj", tokens));
    NDArray v = heads(Layers.linear(pool, "v_proj", tokens));
    NDArray weights = Attention.weights(q, k, null);
    pool.observe("attention", weights);
    // With a single query, the heads already follow each other in memory.
    return Layers.linear(pool, "c_proj", weights.matMul(v).reshape(batch, width));
  }

  /** [B, T, C] -> [B, heads, T, C / heads]. */
  private NDArray heads(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), sizes.heads(), s.get(2) / sizes.heads()).swapAxes(1, 2);
  }
}
