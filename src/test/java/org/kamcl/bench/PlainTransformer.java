package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transformers of CLIP written with DJL's own blocks, as a baseline for timing. Weights are
 * random; operations and shapes are those of the towers.
 */
final class PlainTransformer {
  /** One residual block. */
  private record Layer(Block first, Block attention, Block second, Block inner, Block outer) {}

  private final NDManager manager;
  private final ParameterStore store;
  private final int width;
  private final List<Layer> layers = new ArrayList<>();
  private final Block last;
  private final Block projection;

  PlainTransformer(NDManager manager, int width, int heads, int blocks, int output) {
    this.manager = manager;
    this.store = new ParameterStore(manager, false);
    this.width = width;
    Shape tokens = new Shape(1, 2, width);
    for (int i = 0; i < blocks; i++) {
      layers.add(
          new Layer(
              ready(norm(), tokens),
              ready(
                  ScaledDotProductAttentionBlock.builder()
                      .setEmbeddingSize(width)
                      .setHeadCount(heads)
                      .optAttentionProbsDropoutProb(0)
                      .build(),
                  tokens),
              ready(norm(), tokens),
              ready(Linear.builder().setUnits(4L * width).build(), tokens),
              ready(Linear.builder().setUnits(width).build(), new Shape(1, 2, 4L * width))));
    }
    this.last = ready(norm(), tokens);
    this.projection =
        ready(Linear.builder().setUnits(output).optBias(false).build(), new Shape(1, width));
  }

  private static Block norm() {
    return LayerNorm.builder().axis(2).optEpsilon(1e-5f).build();
  }

  private Block ready(Block block, Shape input) {
    block.initialize(manager, DataType.FLOAT32, input);
    return block;
  }

  private NDArray apply(Block block, NDArray... inputs) {
    return block.forward(store, new NDList(inputs), false).singletonOrThrow();
  }

  /** The image tower of a vision transformer. */
  static final class Images {
    private final PlainTransformer transformer;
    private final Block patches;
    private final Block first;
    private final NDArray positions;
    private final NDArray token;

    Images(NDManager manager, int side, int patch, int width, int heads, int blocks, int output) {
      transformer = new PlainTransformer(manager, width, heads, blocks, output);
      patches =
          transformer.ready(
              Conv2d.builder()
                  .setKernelShape(new Shape(patch, patch))
                  .optStride(new Shape(patch, patch))
                  .setFilters(width)
                  .optBias(false)
                  .build(),
              new Shape(1, 3, side, side));
      int grid = side / patch;
      first = transformer.ready(norm(), new Shape(1, 2, width));
      positions = manager.randomNormal(new Shape(1 + (long) grid * grid, width));
      token = manager.randomNormal(new Shape(1, 1, width));
    }

    /** Features of images [B, 3, S, S]. */
    NDArray forward(NDArray images) {
      long batch = images.getShape().get(0);
      NDArray map = transformer.apply(patches, images);
      NDArray tokens = map.reshape(batch, transformer.width, -1).transpose(0, 2, 1);
      NDArray all = token.broadcast(batch, 1, transformer.width).concat(tokens, 1).add(positions);
      NDArray states = transformer.blocks(transformer.apply(first, all), null);
      NDArray pooled = transformer.apply(transformer.last, states.get(":, 0:1"));
      return transformer.apply(transformer.projection, pooled.reshape(batch, transformer.width));
    }
  }

  /** The text tower. */
  static final class Texts {
    private final PlainTransformer transformer;
    private final NDArray table;
    private final NDArray positions;

    Texts(NDManager manager, int vocabulary, int width, int heads, int blocks, int output) {
      transformer = new PlainTransformer(manager, width, heads, blocks, output);
      table = manager.randomNormal(new Shape(vocabulary, width));
      positions = manager.randomNormal(new Shape(77, width));
    }

    /** Features of texts [B, T] whose end token is the last one. */
    NDArray forward(NDArray ids) {
      long batch = ids.getShape().get(0);
      long tokens = ids.getShape().get(1);
      NDManager pass = ids.getManager();
      NDArray words =
          ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
      NDArray states = words.add(positions.get(pass, new NDIndex("0:" + tokens)));
      NDArray steps = pass.arange((float) tokens);
      // 1 where a token may read another one.
      NDArray mask =
          steps
              .reshape(tokens, 1)
              .gte(steps.reshape(1, tokens))
              .toType(DataType.FLOAT32, false)
              .reshape(1, tokens, tokens)
              .broadcast(batch, tokens, tokens);
      NDArray out = transformer.blocks(states, mask);
      NDArray ends = out.get(":, " + (tokens - 1) + ":");
      NDArray pooled = transformer.apply(transformer.last, ends);
      return transformer.apply(transformer.projection, pooled.reshape(batch, transformer.width));
    }
  }

  private NDArray blocks(NDArray states, @Nullable NDArray mask) {
    NDArray x = states;
    for (Layer layer : layers) {
      NDArray in = x;
      // Without it, ViT-L/14 would keep 16 GB of intermediate results for eight images.
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        x = block(layer, in, mask);
        NDScope.unregister(x);
      }
      in.close();
    }
    return x;
  }

  private NDArray block(Layer layer, NDArray x, @Nullable NDArray mask) {
    NDArray normalized = apply(layer.first, x);
    NDArray attended =
        mask == null
            ? apply(layer.attention, normalized)
            : apply(layer.attention, normalized, normalized, normalized, mask);
    NDArray sum = x.add(attended);
    NDArray inner = Activation.gelu(apply(layer.inner, apply(layer.second, sum)));
    return sum.add(apply(layer.outer, inner));
  }
}
