package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** A text tower whose encoder is run in two parts. */
public final class LayeredTextTower {
  private final TextTower tower;
  private final LayeredTextEncoder encoder;

  LayeredTextTower(TextTower tower, LayeredTextEncoder encoder) {
    this.tower = tower;
    this.encoder = encoder;
  }

  /**
   * States after the encoder's first layers, which can be computed once where those layers are not
   * trained.
   *
   * @param context in the scope of the tower
   * @param layers how many layers, 0..{@link LayeredTextEncoder#layers}
   * @return [B, T, width]
   */
  public NDArray lowerLayerStates(
      ForwardContext context, NDManager manager, TextBatch batch, int layers) {
    return encoder.lowerLayers(tower.encoderScope(context), manager, batch, layers);
  }

  /**
   * The tower above {@link #lowerLayerStates}.
   *
   * @param states [B, T, width]; the values at padding have no effect
   */
  public TowerOutput forwardUpperLayers(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers) {
    NDArray last = lastStates(context, manager, batch, states, layers);
    return tower.aboveEncoder(context, manager, batch, last);
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
    return tower.mean(manager, batch, lastStates(context, manager, batch, states, layers));
  }

  private NDArray lastStates(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers) {
    return encoder.upperLayers(tower.encoderScope(context), manager, batch, states, layers);
  }
}
