package org.kamcl.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Tells which entries of a batch or a queue are no negatives because they truly belong together.
 */
final class NegativeMasks {
  private final Pairs pairs;

  NegativeMasks(Pairs pairs) {
    this.pairs = pairs;
  }

  private boolean together(int image, int otherImage, int otherCaption) {
    return image == otherImage || pairs.describes(otherCaption, image);
  }

  /** [image i][caption j]: whether the caption belongs to the image; true on the diagonal. */
  boolean[][] inBatch(StepBatch batch) {
    int[] images = batch.imageIds();
    int[] captions = batch.captionIds();
    boolean[][] shared = new boolean[images.length][images.length];
    for (int i = 0; i < images.length; i++) {
      for (int j = 0; j < images.length; j++) {
        shared[i][j] = together(images[i], images[j], captions[j]);
      }
    }
    return shared;
  }

  /** [B, K]: {@link Losses#BLOCKED} where a queued caption belongs to the batch's image. */
  NDArray texts(NDManager manager, StepBatch batch, FeatureQueue queue) {
    float[] blocked = new float[batch.imageIds().length * queue.size()];
    for (int i = 0; i < batch.imageIds().length; i++) {
      int image = batch.imageIds()[i];
      for (int k = 0; k < queue.size(); k++) {
        if (together(image, queue.images()[k], queue.captions()[k])) {
          blocked[i * queue.size() + k] = Losses.BLOCKED;
        }
      }
    }
    return manager.create(blocked, new Shape(batch.imageIds().length, queue.size()));
  }

  /** [B, K]: {@link Losses#BLOCKED} where the batch's caption belongs to a queued image. */
  NDArray images(NDManager manager, StepBatch batch, FeatureQueue queue) {
    float[] blocked = new float[batch.imageIds().length * queue.size()];
    for (int i = 0; i < batch.imageIds().length; i++) {
      for (int k = 0; k < queue.size(); k++) {
        int queued = queue.images()[k];
        if (queued != FeatureQueue.NOBODY
            && together(queued, batch.imageIds()[i], batch.captionIds()[i])) {
          blocked[i * queue.size() + k] = Losses.BLOCKED;
        }
      }
    }
    return manager.create(blocked, new Shape(batch.imageIds().length, queue.size()));
  }
}
