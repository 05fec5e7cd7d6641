package org.kamcl.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kamcl.engine.network.BatchNormMode;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.LayeredTextTower;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.Regularization;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.network.TowerOutput;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.StepBatch;
import org.kamcl.engine.training.data.StepInput;

/**
 * Encodes a batch with both towers, at once or in chunks to save memory (gradient caching). In
 * chunks the features are computed twice: first without a graph, so that the loss covers the whole
 * batch, and, when the gradients of the features are known, chunk by chunk with a graph. (Gao et
 * al., RepL4NLP 2021.)
 */
final class BatchEncoder {
  private final KamclNetwork network;
  private final int frozenTextLayers;
  private final BatchNormMode batchNormMode;
  private final Regularization regularization;
  private final int chunk;

  BatchEncoder(KamclNetwork network, TrainingConfig config) {
    this.network = network;
    this.frozenTextLayers = config.encoders().frozenTextLayers();
    this.batchNormMode =
        config.encoders().frozenBatchNorm()
            ? BatchNormMode.RUNNING_STATISTICS
            : BatchNormMode.BATCH_STATISTICS;
    this.regularization =
        new Regularization(
            config.encoders().gruDropout(),
            config.encoders().textDropout(),
            config.encoders().dropPathRate());
    this.chunk = config.sampling().chunkSize();
  }

  /** Features of the images and captions of a batch. */
  record Features(TowerOutput image, TowerOutput text) {
    List<NDArray> arrays() {
      return List.of(
          image.feature(), image.conceptStrengths(), text.feature(), text.conceptStrengths());
    }

    static Features of(List<NDArray> arrays) {
      return new Features(
          new TowerOutput(arrays.get(0), arrays.get(1)),
          new TowerOutput(arrays.get(2), arrays.get(3)));
    }

    /** The same values as leaves without a graph, which receive gradients. */
    Features detach() {
      List<NDArray> leaves = arrays().stream().map(NDArray::stopGradient).toList();
      leaves.forEach(leaf -> leaf.setRequiresGradient(true));
      return of(leaves);
    }
  }

  /** Whether batches are encoded in chunks. */
  boolean chunked() {
    return chunk > 0;
  }

  /** The images of a batch on the device, [B, 3, S, S], in the type of the parameters. */
  static NDArray images(NDManager manager, StepBatch batch, DataType type) {
    if (batch.input() instanceof StepInput.Pixels pixels) {
      return images(manager, pixels, type, 0, batch.imageIds().length);
    }
    throw new IllegalArgumentException("The batch holds features instead of images.");
  }

  private static NDArray images(
      NDManager manager, StepInput.Pixels batch, DataType type, int from, int count) {
    int size = batch.images().size();
    Shape shape = new Shape(count, 3, size, size);
    NDArray images = manager.create(batch.images().bytes(from, count), shape, DataType.FLOAT32);
    return images.toType(type, false);
  }

  /** A training pass, with gradients for query encoders or without for key encoders. */
  ForwardContext pass(NetworkParameters parameters, boolean gradients) {
    ForwardContext forwardContext =
        ForwardContext.training(parameters, batchNormMode, regularization);
    return gradients ? forwardContext : forwardContext.withoutGradients();
  }

  /** Encodes a whole batch at once. */
  Features encode(NDManager manager, ForwardContext forwardContext, StepBatch batch) {
    return part(manager, forwardContext, batch, 0, batch.imageIds().length);
  }

  /**
   * The start of each chunk and the end of the last one. Chunks have nearly equal sizes of at least
   * two images: products of a single row are summed in an order that differs between runs, so that
   * a resumed training would not be bit-identical.
   */
  private int[] bounds(StepBatch batch) {
    int count = batch.imageIds().length;
    int chunks = Math.max(1, Math.min((count + chunk - 1) / chunk, count / 2));
    return IntStream.rangeClosed(0, chunks).map(c -> c * count / chunks).toArray();
  }

  /**
   * Encodes a batch in chunks.
   *
   * @param seed of dropout; equal seeds drop the same values
   */
  Features encodeInChunks(
      NDManager manager, ForwardContext forwardContext, StepBatch batch, long seed) {
    List<List<NDArray>> parts = new ArrayList<>();
    int[] bounds = bounds(batch);
    for (int c = 1; c < bounds.length; c++) {
      int from = bounds[c - 1];
      int to = bounds[c];
      JniUtils.setSeed(seed + from);
      if (forwardContext.gradients()) {
        parts.add(part(manager, forwardContext, batch, from, to).arrays());
        continue;
      }
      try (NDManager scratch = manager.newSubManager()) {
        List<NDArray> arrays = part(scratch, forwardContext, batch, from, to).arrays();
        arrays.forEach(array -> array.attach(manager));
        parts.add(arrays);
      }
    }
    List<NDArray> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      NDList rows = new NDList();
      parts.forEach(part -> rows.add(part.get(number)));
      all.add(rows.size() == 1 ? rows.get(0) : NDArrays.concat(rows, 0));
    }
    return Features.of(all);
  }

  /**
   * Adds the gradients of the parameters that follow from those of the features, chunk by chunk.
   *
   * @param forwardContext with gradients
   * @param seed that {@link #encodeInChunks} was called with
   * @param features leaves with gradients
   */
  void backward(
      NDManager manager,
      ForwardContext forwardContext,
      StepBatch batch,
      long seed,
      Features features) {
    List<NDArray> gradients = features.arrays().stream().map(NDArray::getGradient).toList();
    gradients.forEach(gradient -> gradient.attach(manager));
    int k = batch.captionsPerImage();
    int[] bounds = bounds(batch);
    for (int c = 1; c < bounds.length; c++) {
      int from = bounds[c - 1];
      int to = bounds[c];
      JniUtils.setSeed(seed + from);
      try (NDManager scratch = manager.newSubManager()) {
        List<NDArray> arrays = part(scratch, forwardContext, batch, from, to).arrays();
        List<NDArray> sums = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
          boolean image = i < 2;
          String rows = image ? from + ":" + to : from * k + ":" + to * k;
          NDArray own = gradients.get(i).get(rows);
          own.attach(scratch);
          // The derivative of sum(features * gradients) by the features is the gradients.
          sums.add(arrays.get(i).mul(own).sum());
        }
        NDArray sum = sums.stream().reduce(NDArray::add).orElseThrow();
        JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
      }
    }
  }

  private Features part(
      NDManager manager, ForwardContext forwardContext, StepBatch batch, int from, int to) {
    if (batch.input() instanceof StepInput.Features features) {
      return heads(manager, forwardContext, features, batch, from, to);
    }
    return towers(manager, forwardContext, (StepInput.Pixels) batch.input(), batch, from, to);
  }

  /** What is above features that were computed before. */
  private Features heads(
      NDManager manager,
      ForwardContext forwardContext,
      StepInput.Features features,
      StepBatch batch,
      int from,
      int to) {
    int k = batch.captionsPerImage();
    DataType type = forwardContext.dataType();
    NDArray images = rows(manager, features.images(), batch.imageIds().length, from, to, type);
    NDArray captions =
        rows(manager, features.captions(), batch.captionIds().length, from * k, to * k, type);
    return new Features(
        network.imageTower().head(forwardContext.scope(KamclNetwork.IMAGE_TOWER), images),
        network.textTower().head(forwardContext.scope(KamclNetwork.TEXT_TOWER), captions));
  }

  private static NDArray rows(
      NDManager manager, float[] all, int count, int from, int to, DataType type) {
    int width = all.length / count;
    float[] some = Arrays.copyOfRange(all, from * width, to * width);
    return EngineArrays.create(manager, some, new Shape(to - from, width), type);
  }

  private Features towers(
      NDManager manager,
      ForwardContext forwardContext,
      StepInput.Pixels input,
      StepBatch batch,
      int from,
      int to) {
    int k = batch.captionsPerImage();
    TowerOutput image =
        network
            .imageTower()
            .forward(
                forwardContext.scope(KamclNetwork.IMAGE_TOWER),
                images(manager, input, forwardContext.dataType(), from, to - from));
    ForwardContext text = forwardContext.scope(KamclNetwork.TEXT_TOWER);
    TextBatch texts = texts(input.texts(), from * k, to * k);
    Optional<LayeredTextTower> layered = network.textTower().layered();
    if (input.frozenTextStates() == null || layered.isEmpty()) {
      return new Features(image, network.textTower().forward(text, manager, texts));
    }
    int row = input.frozenTextStates().length / input.texts().size();
    int width = row / texts.paddedLength();
    float[] own =
        texts.size() == input.texts().size()
            ? input.frozenTextStates()
            : Arrays.copyOfRange(input.frozenTextStates(), from * k * row, to * k * row);
    NDArray states =
        EngineArrays.create(
            manager,
            own,
            new Shape(texts.size(), texts.paddedLength(), width),
            forwardContext.dataType());
    return new Features(
        image, layered.get().forwardUpperLayers(text, manager, texts, states, frozenTextLayers));
  }

  /** Some captions with the padding of the batch. */
  private static TextBatch texts(TextBatch all, int from, int to) {
    if (from == 0 && to == all.size()) {
      return all;
    }
    return new TextBatch(
        Arrays.copyOfRange(all.ids(), from, to),
        Arrays.copyOfRange(all.lengths(), from, to),
        all.conceptMultiHot() == null ? null : Arrays.copyOfRange(all.conceptMultiHot(), from, to));
  }
}
