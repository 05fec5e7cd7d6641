package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** The pooling and projection of a CLIP image encoder, which are part of the encoder. */
final class ClipAggregator implements ImageAggregator {
  private static final String SCOPE = "encoder";

  private final ClipVision encoder;

  ClipAggregator(ClipVision encoder) {
    this.encoder = encoder;
  }

  @Override
  public int width() {
    return encoder.embeddingSize();
  }

  @Override
  public String backbonePath() {
    return SCOPE + ".";
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return new ArrayList<>(encoder.specs(prefix + backbonePath()));
  }

  @Override
  public List<ImageBranch> branches() {
    return encoder.branches();
  }

  @Override
  public List<NDArray> featureMaps(ForwardContext context, NDArray images) {
    ForwardContext scope = context.scope(SCOPE);
    return ImageAggregator.observed(
        context, encoder, encoder.forward(scope, scope.inOwnType(images)));
  }

  @Override
  public NDArray aggregate(ForwardContext context, List<NDArray> maps) {
    return EngineArrays.atLeastFloat32(encoder.pool(context.scope(SCOPE), maps));
  }

  @Override
  public NDArray encode(ForwardContext context, NDArray images) {
    if (context.observer() != FeatureObserver.NONE) {
      return aggregate(context, featureMaps(context, images));
    }
    ForwardContext scope = context.scope(SCOPE);
    return EngineArrays.atLeastFloat32(encoder.encode(scope, scope.inOwnType(images)));
  }
}
