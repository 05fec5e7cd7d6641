package org.kamcl.engine.training.data;

import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.network.TextBatch;

/**
 * The B images of a step with k captions each. Caption j belongs to image j / k.
 *
 * @param input what the towers read
 * @param labels [B][C] soft concept labels
 * @param imageIds [B] numbers of the images
 * @param captionIds [B k] numbers of the distinct captions
 */
public record StepBatch(StepInput input, float[][] labels, int[] imageIds, int[] captionIds) {

  /** A batch of pixels and tokens; see {@link StepInput.Pixels}. */
  public StepBatch(
      ImageBatch images,
      TextBatch texts,
      float @Nullable [] frozenTextStates,
      float[][] labels,
      int[] imageIds,
      int[] captionIds) {
    this(new StepInput.Pixels(images, texts, frozenTextStates), labels, imageIds, captionIds);
  }

  /** Number of captions of each image, k. */
  public int captionsPerImage() {
    return captionIds.length / imageIds.length;
  }

  /** The first caption of each image, [B]. */
  public int[] firstCaptionIds() {
    int k = captionsPerImage();
    int[] first = new int[imageIds.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = captionIds[i * k];
    }
    return first;
  }
}
