package org.kamcl.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/**
 * A training step of the published method written with DJL's blocks, gradient collector and
 * optimizer, as a baseline for timing. Four encoders, two queues, hardest triplet, InfoNCE, concept
 * loss, Adam. Weights and inputs are random; operations and shapes are those of the published step.
 */
final class PlainPublishedTraining implements AutoCloseable {
  private static final int SIZE = 512;
  private static final int HIDDEN = 2400;
  private static final int WORD = 620;
  private static final int QUEUE = 8000;
  private static final float TEMPERATURE = 0.07f;

  private final NDManager manager;
  private final PlainPublishedTower images;
  private final PlainPublishedTower imageKeys;
  private final Text texts;
  private final Text textKeys;
  private final NDArray imageQueue;
  private final NDArray textQueue;
  private final List<NDArray> trained = new ArrayList<>();
  private final List<NDArray> keys = new ArrayList<>();
  private final Optimizer optimizer =
      Optimizer.adam().optLearningRateTracker(Tracker.fixed(2e-4f)).build();
  private int pointer;

  /**
   * @param words rows of the embedding table
   */
  PlainPublishedTraining(NDManager parent, int words) {
    manager = parent.newSubManager();
    images = new PlainPublishedTower(manager, true);
    imageKeys = new PlainPublishedTower(manager, true);
    texts = new Text(words);
    textKeys = new Text(words);
    imageQueue = normalize(manager.randomNormal(new Shape(QUEUE, SIZE)));
    textQueue = normalize(manager.randomNormal(new Shape(QUEUE, SIZE)));
    trained.addAll(images.trained());
    trained.addAll(texts.trained);
    keys.addAll(imageKeys.trained());
    keys.addAll(textKeys.trained);
    trained.forEach(array -> array.setRequiresGradient(true));
    keys.forEach(array -> array.setRequiresGradient(false));
  }

  private NDArray random(long... shape) {
    return manager.randomNormal(0, 0.05f, new Shape(shape), DataType.FLOAT32);
  }

  private static NDArray normalize(NDArray rows) {
    return rows.div(rows.mul(rows).sum(new int[] {1}, true).sqrt().add(1e-8f));
  }

  /**
   * One step.
   *
   * @param pixels [B, 3, 256, 256]
   * @param ids [B, T]
   * @param words [B, 512] concept words
   * @param labels [B, 512]
   * @return the loss
   */
  float step(NDArray pixels, NDArray ids, NDArray words, NDArray labels) {
    float loss;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray[] image = images.encode(pixels);
      NDArray[] text = texts.forward(ids, words);
      NDArray v = normalize(image[0]);
      NDArray t = normalize(text[0]);
      for (int i = 0; i < keys.size(); i++) {
        NDArray share = trained.get(i).stopGradient().mul(0.001f);
        keys.get(i).muli(0.999f).addi(share);
        share.close();
      }
      NDArray vk = normalize(imageKeys.forward(pixels)).stopGradient();
      NDArray tk = normalize(textKeys.forward(ids, words)[0]).stopGradient();
      NDArray total =
          contrast(v, tk, textQueue)
              .add(contrast(t, vk, imageQueue))
              .mul(10)
              .add(triplet(v.matMul(t.transpose(1, 0))))
              .add(binary(image[1], labels).mul(10))
              .add(binary(text[1], labels).mul(10));
      collector.backward(total);
      loss = total.getFloat();
      long batch = pixels.getShape().get(0);
      imageQueue.set(new NDIndex(pointer + ":" + (pointer + batch)), vk);
      textQueue.set(new NDIndex(pointer + ":" + (pointer + batch)), tk);
      pointer = (int) ((pointer + batch) % QUEUE);
    }
    for (int i = 0; i < trained.size(); i++) {
      try (NDArray gradient = trained.get(i).getGradient()) {
        optimizer.update(Integer.toString(i), trained.get(i), gradient);
      }
    }
    return loss;
  }

  private static NDArray contrast(NDArray query, NDArray key, NDArray queue) {
    NDArray own = query.mul(key).sum(new int[] {1}, true);
    NDArray logits = own.concat(query.matMul(queue.transpose(1, 0)), 1).div(TEMPERATURE);
    return logits.logSoftmax(1).get(":, 0").mean().neg();
  }

  private static NDArray triplet(NDArray sims) {
    int size = (int) sims.getShape().get(0);
    NDArray eye = sims.getManager().eye(size);
    NDArray own = sims.mul(eye).sum(new int[] {1}, true);
    NDArray others = eye.neg().add(1);
    NDArray captions = sims.sub(own).add(0.2f).getNDArrayInternal().relu().mul(others);
    NDArray images =
        sims.sub(own.transpose(1, 0)).add(0.2f).getNDArrayInternal().relu().mul(others);
    return captions.max(new int[] {1}).sum().add(images.max(new int[] {0}).sum());
  }

  private static NDArray binary(NDArray probabilities, NDArray labels) {
    NDArray p = probabilities.clip(1e-7, 1 - 1e-7);
    return labels.mul(p.log()).add(labels.neg().add(1).mul(p.neg().add(1).log())).mean().neg();
  }

  /** The text encoder: skip-thoughts GRU cell by cell, two pooling blocks, concept head. */
  private final class Text {
    private final List<NDArray> trained = new ArrayList<>();
    private final NDArray table;
    private final NDArray[] in = new NDArray[3];
    private final NDArray[] inBias = new NDArray[3];
    private final NDArray[] hidden = new NDArray[3];
    private final NDArray out = random(SIZE, HIDDEN);
    private final NDArray first = random(SIZE, SIZE);
    private final NDArray second = random(SIZE, SIZE);
    private final NDArray words = random(SIZE, SIZE);
    private final NDArray head = random(SIZE, SIZE);
    private final PlainPooling steps;
    private final PlainPooling two;

    Text(int rows) {
      table = random(rows, WORD);
      trained.add(table);
      for (int gate = 0; gate < 3; gate++) {
        in[gate] = random(HIDDEN, WORD);
        inBias[gate] = random(HIDDEN);
        hidden[gate] = random(HIDDEN, HIDDEN);
        trained.addAll(List.of(in[gate], inBias[gate], hidden[gate]));
      }
      trained.addAll(List.of(out, first, second, words, head));
      steps = new PlainPooling(manager, trained);
      two = new PlainPooling(manager, trained);
    }

    private NDArray linear(NDArray x, NDArray weight, NDArray bias) {
      return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
    }

    /** Features and concepts, both [B, 512]. */
    NDArray[] forward(NDArray ids, NDArray concepts) {
      NDArray x =
          ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
      NDArray h = ids.getManager().zeros(new Shape(ids.getShape().get(0), HIDDEN));
      NDList states = new NDList();
      for (int t = 0; t < ids.getShape().get(1); t++) {
        NDArray now = x.get(":, " + t);
        NDArray r =
            linear(now, in[0], inBias[0])
                .add(linear(h, hidden[0], null))
                .getNDArrayInternal()
                .sigmoid();
        NDArray i =
            linear(now, in[1], inBias[1])
                .add(linear(h, hidden[1], null))
                .getNDArrayInternal()
                .sigmoid();
        NDArray n =
            linear(now, in[2], inBias[2])
                .add(r.mul(linear(h, hidden[2], null)))
                .getNDArrayInternal()
                .tanh();
        h = n.sub(i.mul(n)).add(i.mul(h));
        states.add(h);
      }
      NDArray y = linear(NDArrays.stack(states, 1), out, null);
      NDArray z =
          linear(linear(y, first, null).getNDArrayInternal().relu(), second, null)
              .getNDArrayInternal()
              .relu();
      NDArray text = steps.pool(y.concat(z, 1)).getNDArrayInternal().tanh();
      NDArray both = NDArrays.stack(new NDList(text, linear(concepts, words, null)), 1);
      NDArray pooled = two.pool(both);
      NDArray strengths = linear(pooled, head, null).getNDArrayInternal().sigmoid();
      return new NDArray[] {pooled.add(strengths), strengths};
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
