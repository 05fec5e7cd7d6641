package org.kamcl.engine.training.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.training.loss.FeatureQueue;
import org.kamcl.engine.training.loss.Losses;

/**
 * Finds entries of a batch or a queue that are false negatives: the caption also belongs to the
 * image.
 */
public final class NegativeMasks {
  private final ImageCaptionPairs imageCaptionPairs;

  public NegativeMasks(ImageCaptionPairs imageCaptionPairs) {
    this.imageCaptionPairs = imageCaptionPairs;
  }

  private boolean together(int image, int otherImage, int otherCaption) {
    return image == otherImage || imageCaptionPairs.describes(otherCaption, image);
  }

  /** [image i][caption j]: whether the caption belongs to the image. */
  public boolean[][] positivesInBatch(StepBatch batch) {
    int[] images = batch.imageIds();
    int[] captions = batch.captionIds();
    int k = batch.captionsPerImage();
    boolean[][] shared = new boolean[images.length][captions.length];
    for (int i = 0; i < images.length; i++) {
      for (int j = 0; j < captions.length; j++) {
        shared[i][j] = together(images[i], images[j / k], captions[j]);
      }
    }
    return shared;
  }

  /**
   * [B k, K]: {@link Losses#MASKED_LOGIT} where a queued caption belongs to the image of a row; the
   * rows of the k captions of an image are equal.
   */
  public NDArray textQueueMask(NDManager manager, StepBatch batch, FeatureQueue queue) {
    int k = batch.captionsPerImage();
    int size = queue.size();
    float[] blocked = new float[batch.captionIds().length * size];
    for (int row = 0; row < batch.captionIds().length; row++) {
      if (row % k > 0) {
        System.arraycopy(blocked, (row - 1) * size, blocked, row * size, size);
        continue;
      }
      int image = batch.imageIds()[row / k];
      for (int q = 0; q < size; q++) {
        if (together(image, queue.images()[q], queue.captions()[q])) {
          blocked[row * size + q] = Losses.MASKED_LOGIT;
        }
      }
    }
    return EngineArrays.create(
        manager, blocked, new Shape(batch.captionIds().length, size), queue.rows().getDataType());
  }

  /** [B k, K]: {@link Losses#MASKED_LOGIT} where the caption of a row belongs to a queued image. */
  public NDArray imageQueueMask(NDManager manager, StepBatch batch, FeatureQueue queue) {
    int k = batch.captionsPerImage();
    int size = queue.size();
    float[] blocked = new float[batch.captionIds().length * size];
    for (int row = 0; row < batch.captionIds().length; row++) {
      for (int q = 0; q < size; q++) {
        int queued = queue.images()[q];
        if (queued != FeatureQueue.UNKNOWN
            && together(queued, batch.imageIds()[row / k], batch.captionIds()[row])) {
          blocked[row * size + q] = Losses.MASKED_LOGIT;
        }
      }
    }
    return EngineArrays.create(
        manager, blocked, new Shape(batch.captionIds().length, size), queue.rows().getDataType());
  }
}
