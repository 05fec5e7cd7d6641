package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Generalized pooling as published: weights computed for every sample, sort over axis 1. */
final class PlainPooling {
  private final NDList gru = new NDList();
  private final NDArray score;

  /**
   * @param trained receives its tensors
   */
  PlainPooling(NDManager manager, List<NDArray> trained) {
    for (int direction = 0; direction < 2; direction++) {
      gru.add(manager.randomNormal(0, 0.1f, new Shape(96, 32), DataType.FLOAT32));
      gru.add(manager.randomNormal(0, 0.1f, new Shape(96, 32), DataType.FLOAT32));
      gru.add(manager.zeros(new Shape(96)));
      gru.add(manager.zeros(new Shape(96)));
    }
    score = manager.randomNormal(0, 0.1f, new Shape(1, 32), DataType.FLOAT32);
    trained.addAll(gru);
    trained.add(score);
  }

  /** [B, N, D] to [B, D]. */
  NDArray pool(NDArray features) {
    NDManager scratch = features.getManager();
    long batch = features.getShape().get(0);
    long positions = features.getShape().get(1);
    NDArray encoding = scratch.ones(new Shape(batch, positions, 32));
    NDArray start = scratch.zeros(new Shape(2, batch, 32));
    NDArray states =
        encoding
            .getNDArrayInternal()
            .gru(encoding, start, gru, true, 1, 0, false, true, true)
            .get(0);
    NDArray hidden = states.get(":, :, 0:32").add(states.get(":, :, 32:")).div(2);
    NDArray weights =
        hidden
            .getNDArrayInternal()
            .linear(hidden, score, null)
            .singletonOrThrow()
            .div(0.1f)
            .softmax(1);
    return features.sort(1).flip(1).mul(weights).sum(new int[] {1});
  }
}
