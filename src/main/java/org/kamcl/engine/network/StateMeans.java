package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Pooling without parameters: the mean of the states of a caption's own tokens. */
final class StateMeans implements CaptionPooling {
  private final NetworkConfig config;
  private final TextEncoder encoder;

  StateMeans(NetworkConfig config, TextEncoder encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  @Override
  public int width() {
    return encoder.width();
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return CaptionPooling.withoutParameters(prefix, encoder, config);
  }

  @Override
  public NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    context.observe("last_hidden_state", states);
    NDArray pooled = CaptionPooling.mean(manager, states, batch.lengths());
    context.observe("pooled", pooled);
    return pooled;
  }
}
