package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** The place of the text encoder in a network that encodes images only. It reads no texts. */
final class NoTextEncoder implements TextEncoder {
  @Override
  public int width() {
    return 0;
  }

  @Override
  public TextTokenization tokenization() {
    return TextTokenization.NONE;
  }

  @Override
  public int vocabularyLimit() {
    return 0;
  }

  @Override
  public void validate(TextPooling pooling, int maxTokens, boolean conceptToken) {
    // The configuration has been checked as a whole.
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return List.of();
  }

  @Override
  public NDArray forward(ForwardContext context, NDManager manager, TextBatch batch) {
    throw new IllegalStateException("The network has no text encoder.");
  }
}
