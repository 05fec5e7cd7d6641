package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** Pooling without parameters: the mean of the states of a caption's own tokens. */
final class StateMeans implements CaptionPooling {
  private static final String ENCODER = "encoder.";

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
  public String encoderPath() {
    return ENCODER;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>(encoder.specs(prefix + ENCODER));
    specs.addAll(ConceptHead.specs(prefix + "tx.0", config));
    return specs;
  }

  @Override
  public NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    context.observe("last_hidden_state", states);
    NDArray pooled = CaptionPooling.mean(manager, states, batch.lengths());
    context.observe("pooled", pooled);
    return pooled;
  }
}
