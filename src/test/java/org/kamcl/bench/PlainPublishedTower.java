package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The published image encoder written with DJL's own blocks, as a baseline for timing. The blocks
 * call the same libtorch operators as PyTorch. Weights are random; operations and shapes are those
 * of the published network (ResNet-18, 256 pixels).
 */
final class PlainPublishedTower {
  private static final int SIZE = 512;

  private final NDManager manager;
  private final boolean training;
  private final ParameterStore store;
  private final List<NDArray> trained = new ArrayList<>();
  private final List<Block> stages = new ArrayList<>();
  private final Block stem;
  private final Block lowLinear;
  private final Block highLinear;
  private final Block mlp;
  private final Block conceptHead;
  private final PlainPooling soloPooling;
  private final PlainPooling lowPooling;
  private final PlainPooling fusionPooling;

  PlainPublishedTower(NDManager manager) {
    this(manager, false);
  }

  /**
   * @param training normalize by the batch and record gradients of {@link #trained}
   */
  PlainPublishedTower(NDManager manager, boolean training) {
    this.manager = manager;
    this.training = training;
    this.store = new ParameterStore(manager, false);
    this.stem =
        ready(
            new SequentialBlock()
                .add(convolution(64, 7, 2, 3))
                .add(norm())
                .add(Activation.reluBlock())
                .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1))),
            new Shape(1, 3, 256, 256));
    int in = 64;
    int side = 64;
    for (int width : new int[] {64, 128, 256, 512}) {
      int stride = width == 64 ? 1 : 2;
      SequentialBlock stage =
          new SequentialBlock().add(unit(in, width, stride)).add(unit(width, width, 1));
      stages.add(ready(stage, new Shape(1, in, side, side)));
      in = width;
      side /= stride;
    }
    this.lowLinear = ready(Linear.builder().setUnits(SIZE).build(), new Shape(1, 4096));
    this.highLinear = ready(Linear.builder().setUnits(SIZE).build(), new Shape(1, 768));
    this.mlp =
        ready(
            new SequentialBlock()
                .add(Linear.builder().setUnits(SIZE).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(SIZE).build())
                .add(Activation.reluBlock()),
            new Shape(1, 3, SIZE));
    this.conceptHead =
        ready(
            new SequentialBlock()
                .add(Linear.builder().setUnits(SIZE).build())
                .add(Activation.sigmoidBlock()),
            new Shape(1, SIZE));
    this.soloPooling = new PlainPooling(manager, trained);
    this.lowPooling = new PlainPooling(manager, trained);
    this.fusionPooling = new PlainPooling(manager, trained);
  }

  private static Block convolution(int filters, int kernel, int stride, int padding) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .optBias(false)
        .build();
  }

  private static Block norm() {
    return BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build();
  }

  private static Block unit(int in, int width, int stride) {
    SequentialBlock main =
        new SequentialBlock()
            .add(convolution(width, 3, stride, 1))
            .add(norm())
            .add(Activation.reluBlock())
            .add(convolution(width, 3, 1, 1))
            .add(norm());
    SequentialBlock shortcut = new SequentialBlock();
    if (stride != 1 || in != width) {
      shortcut.add(convolution(width, 1, stride, 0)).add(norm());
    } else {
      shortcut.add(Blocks.identityBlock());
    }
    return new SequentialBlock()
        .add(
            new ParallelBlock(
                lists -> {
                  NDArray sum =
                      lists.get(0).singletonOrThrow().add(lists.get(1).singletonOrThrow());
                  return new NDList(sum);
                },
                List.of(main, shortcut)))
        .add(Activation.reluBlock());
  }

  private Block ready(Block block, Shape input) {
    block.initialize(manager, DataType.FLOAT32, input);
    block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .forEach(parameter -> trained.add(parameter.getArray()));
    return block;
  }

  private NDArray run(Block block, NDArray x) {
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  /** The trainable parameters. */
  List<NDArray> trained() {
    return trained;
  }

  /** Images [B, 3, 256, 256] to features [B, 512]. */
  NDArray forward(NDArray images) {
    return encode(images)[0];
  }

  /** Images [B, 3, 256, 256] to features and concept strengths, both [B, 512]. */
  NDArray[] encode(NDArray images) {
    NDArray x = run(stem, images);
    NDArray[] f = new NDArray[4];
    for (int i = 0; i < 4; i++) {
      x = run(stages.get(i), x);
      f[i] = x;
    }
    long batch = images.getShape().get(0);
    NDArray solo = soloPooling.pool(f[3].reshape(batch, SIZE, 64).transpose(0, 2, 1));
    NDArray lower = f[0].concat(upsample(f[1]), 1).reshape(batch, 192, 4096);
    NDArray local = run(lowLinear, lowPooling.pool(lower));
    NDArray higher = f[2].concat(upsample(f[3]), 1).reshape(batch, 768, 256);
    NDArray high = run(highLinear, higher.mean(new int[] {2}));
    NDArray tokens = NDArrays.stack(new NDList(solo, local, high), 1);
    NDArray six = run(mlp, tokens).concat(tokens, 1);
    NDArray pooled = fusionPooling.pool(six);
    NDArray concepts = run(conceptHead, pooled);
    return new NDArray[] {pooled.add(concepts), concepts};
  }

  private static NDArray upsample(NDArray x) {
    Shape s = x.getShape();
    return x.getNDArrayInternal().interpolation(new long[] {s.get(2) * 2, s.get(3) * 2}, 0, false);
  }
}
