package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text encoder: token states, pooling and concept head, if the network has concepts. */
public final class TextTower {
  private final NetworkConfig config;
  private final TextEncoder encoder;
  private final CaptionPooling pooling;
  private final @Nullable FeatureAdapter adapter;

  /**
   * @param config of the network the tower is a part of
   */
  public TextTower(NetworkConfig config) {
    this.config = config;
    this.encoder = config.newTextEncoder();
    this.pooling = CaptionPooling.of(config, encoder);
    this.adapter = FeatureAdapter.of(config, pooling.width());
  }

  /** The encoder of token states. */
  public TextEncoder encoder() {
    return encoder;
  }

  /** Path of the encoder's tensors below the tower, ending in a dot. */
  String encoderPath() {
    return pooling.encoderPath();
  }

  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>(pooling.specs(prefix));
    if (adapter != null) {
      specs.addAll(adapter.specs(prefix));
    }
    return specs;
  }

  ForwardContext encoderScope(ForwardContext context) {
    return pooling.encoderScope(context);
  }

  /**
   * Encodes captions.
   *
   * @param context in the scope of the tower
   * @param manager owns the arrays that are created
   */
  public TowerOutput forward(ForwardContext context, NDManager manager, TextBatch batch) {
    return head(context, features(context, manager, batch));
  }

  /** Number of values of {@link #features}. */
  public int featureWidth() {
    return pooling.width();
  }

  /**
   * The part of {@link #forward} below adapter and concept head, which may stay frozen.
   *
   * @param context in the scope of the tower
   * @param manager owns the arrays that are created
   * @return [B, featureWidth]
   */
  public NDArray features(ForwardContext context, NDManager manager, TextBatch batch) {
    return pooling.encode(context, manager, batch, encoder);
  }

  /**
   * The part of {@link #forward} above {@link #features}: adapter and concept head.
   *
   * @param context in the scope of the tower
   * @param features [B, featureWidth]
   */
  public TowerOutput head(ForwardContext context, NDArray features) {
    NDArray pooled = adapter == null ? features : adapter.forward(context, features);
    return ConceptHead.apply(context.scope("tx"), config, pooled);
  }

  /** This tower with an encoder that can be divided into layers; empty if it cannot. */
  public Optional<LayeredTextTower> layered() {
    return encoder.layered().map(layers -> new LayeredTextTower(this, layers));
  }

  /** The tower above the states of the encoder's last layer. */
  TowerOutput aboveEncoder(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    return head(context, pooling.pool(context, manager, batch, states));
  }

  /** The mean of the states of each caption, [B, width]. */
  NDArray mean(NDManager manager, TextBatch batch, NDArray states) {
    return CaptionPooling.mean(manager, states, CaptionPooling.pooledLengths(config, batch));
  }
}
