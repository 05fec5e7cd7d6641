package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** The text tower of CLIP: the state of the end token, normalized and projected by the encoder. */
final class EndTokenPooling implements CaptionPooling {
  private final NetworkConfig config;
  private final ClipTextTransformer encoder;

  EndTokenPooling(NetworkConfig config, ClipTextTransformer encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  @Override
  public int width() {
    return encoder.embeddingSize();
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return CaptionPooling.withoutParameters(prefix, encoder, config);
  }

  @Override
  public NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    context.observe("last_hidden_state", states);
    ForwardContext scope = encoderScope(context);
    return EngineArrays.atLeastFloat32(
        encoder.features(scope, manager, batch, scope.inOwnType(states)));
  }

  @Override
  public NDArray encode(
      ForwardContext context, NDManager manager, TextBatch batch, TextEncoder same) {
    return context.observer() == FeatureObserver.NONE
        ? EngineArrays.atLeastFloat32(encoder.features(encoderScope(context), manager, batch))
        : CaptionPooling.super.encode(context, manager, batch, same);
  }
}
