package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Text encoder: token states, pooling and concept head. */
public final class TextTower {
  private final NetworkConfig config;
  private final TextEncoder encoder;
  private final CaptionPooling pooling;

  /**
   * @param config of the network the tower is a part of
   */
  public TextTower(NetworkConfig config) {
    this.config = config;
    this.encoder = config.textEncoder().create(config.vocabularySize());
    this.pooling = CaptionPooling.of(config, encoder);
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
    return pooling.specs(prefix);
  }

  private ForwardContext encoderScope(ForwardContext context) {
    String path = encoderPath();
    return context.scope(path.substring(0, path.length() - 1));
  }

  /**
   * Encodes captions.
   *
   * @param context in the scope of the tower
   * @param manager owns the arrays that are created
   */
  public TowerOutput forward(ForwardContext context, NDManager manager, TextBatch batch) {
    NDArray states = encoder.forward(encoderScope(context), manager, batch);
    return output(context, pooling.pool(context, manager, batch, states));
  }

  private TowerOutput output(ForwardContext context, NDArray pooled) {
    NDArray concepts = Layers.sigmoid(Layers.linear(context.scope("tx"), "0", pooled));
    return new TowerOutput(config.addConcepts() ? pooled.add(concepts) : pooled, concepts);
  }

  /**
   * States after the encoder's first layers, which can be computed once where those layers are not
   * trained.
   *
   * @param context in the scope of the tower
   * @param layers how many layers, 0..{@link TextEncoder#layers}
   * @return [B, T, width]
   */
  public NDArray lowerLayerStates(
      ForwardContext context, NDManager manager, TextBatch batch, int layers) {
    return encoder.lowerLayers(encoderScope(context), manager, batch, layers);
  }

  /**
   * The tower above {@link #lowerLayerStates}.
   *
   * @param states [B, T, width]; the values at padding have no effect
   */
  public TowerOutput forwardUpperLayers(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers) {
    NDArray last = encoder.upperLayers(encoderScope(context), manager, batch, states, layers);
    return output(context, pooling.pool(context, manager, batch, last));
  }

  /**
   * Sentence embeddings of the encoder: the mean of its last states over the tokens of each
   * caption. (Reimers and Gurevych, EMNLP 2019.)
   *
   * @param states [B, T, width] after the first {@code layers} layers
   * @return [B, width]
   */
  public NDArray sentenceEmbeddings(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers) {
    NDArray last = encoder.upperLayers(encoderScope(context), manager, batch, states, layers);
    return CaptionPooling.mean(manager, last, CaptionPooling.pooledLengths(config, batch));
  }
}
