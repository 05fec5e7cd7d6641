package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** The text tower without a concept token: the states are pooled once and projected. */
final class StatePooling implements CaptionPooling {
  private final NetworkConfig config;
  private final TextEncoder encoder;

  StatePooling(NetworkConfig config, TextEncoder encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  @Override
  public int width() {
    return config.embeddingSize();
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    int size = config.embeddingSize();
    List<ParameterSpec> specs = new ArrayList<>(encoder.specs(prefix + ENCODER_PATH));
    if (config.textPooling() == TextPooling.GENERALIZED) {
      specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
    }
    specs.addAll(Layers.linearSpecs(prefix + "to_out", encoder.width(), size));
    specs.addAll(ConceptHead.specs(prefix + "tx.0", config));
    return specs;
  }

  @Override
  public NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    context.observe("last_hidden_state", states);
    int[] lengths = CaptionPooling.pooledLengths(config, batch);
    NDArray pooled =
        config.textPooling() == TextPooling.GENERALIZED
            ? GeneralizedPooling.pool(context.scope("gpo"), states, lengths)
            : CaptionPooling.mean(manager, states, lengths);
    context.observe("pooled", pooled);
    return Layers.linear(context, "to_out", pooled);
  }
}
