package org.kamcl.engine.training.data;

import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.network.TextBatch;

/** What the towers read in a step: pixels and tokens, or features that were computed before. */
public sealed interface StepInput {

  /**
   * Pixels and tokens.
   *
   * @param images [B, 3, S, S]
   * @param texts B k captions
   * @param frozenTextStates [B k T width] outputs of the frozen text layers, zero at padding; null
   *     where the whole text tower runs
   */
  record Pixels(ImageBatch images, TextBatch texts, float @Nullable [] frozenTextStates)
      implements StepInput {}

  /**
   * Features of frozen towers, row-major.
   *
   * @param images [B, width of image features]
   * @param captions [B k, width of text features]
   */
  record Features(float[] images, float[] captions) implements StepInput {}
}
