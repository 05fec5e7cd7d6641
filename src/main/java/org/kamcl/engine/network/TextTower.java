package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text encoder: token states, pooling and concept head. */
public final class TextTower {
  private final NetworkConfig config;
  private final SkipThoughtsEncoder gru;
  private final MiniLmEncoder transformer;

  /**
   * @param config the network it is a part of
   */
  public TextTower(NetworkConfig config) {
    this.config = config;
    boolean recurrent = config.textEncoder() == TextEncoderType.SKIP_THOUGHTS_GRU;
    this.gru = recurrent ? new SkipThoughtsEncoder(config.vocabularySize()) : null;
    this.transformer = recurrent ? null : new MiniLmEncoder();
  }

  /** The tensors below {@code prefix} (empty or ending in a dot), in registration order. */
  public List<ParameterSpec> specs(String prefix) {
    int size = config.embeddingSize();
    List<ParameterSpec> specs = new ArrayList<>();
    if (gru != null) {
      specs.addAll(Layers.mlpSpecs(prefix + "text_feature.mlp", size));
      specs.addAll(gru.specs(prefix + "text_feature.seq2vec."));
      specs.addAll(GeneralizedPooling.specs(prefix + "text_feature.gpo"));
      specs.addAll(
          Layers.linearSpecs(
              prefix + "text_feature.to_out", SkipThoughtsEncoder.HIDDEN_SIZE, size));
      specs.addAll(Layers.linearSpecs(prefix + "tx.0", size, config.conceptCount()));
      specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
      specs.addAll(Layers.linearSpecs(prefix + "linear", config.conceptCount(), size));
    } else {
      specs.addAll(transformer.specs(prefix + "encoder."));
      if (config.textPooling() == TextPooling.GENERALIZED) {
        specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
      }
      specs.addAll(Layers.linearSpecs(prefix + "to_out", MiniLmEncoder.WIDTH, size));
      specs.addAll(Layers.linearSpecs(prefix + "tx.0", size, config.conceptCount()));
    }
    return specs;
  }

  /**
   * @param forwardContext at the tower
   * @param manager owns what the pass creates
   */
  public TowerOutput forward(ForwardContext forwardContext, NDManager manager, TextBatch batch) {
    if (gru == null) {
      NDArray states = lowerLayerStates(forwardContext, manager, batch, 0);
      return forwardUpperLayers(forwardContext, manager, batch, states, 0);
    }
    return encoding(forwardContext, recurrent(forwardContext, manager, batch));
  }

  private TowerOutput encoding(ForwardContext forwardContext, NDArray pooled) {
    NDArray concepts = Layers.sigmoid(Layers.linear(forwardContext.scope("tx"), "0", pooled));
    return new TowerOutput(config.addConcepts() ? pooled.add(concepts) : pooled, concepts);
  }

  private NDArray recurrent(ForwardContext forwardContext, NDManager manager, TextBatch batch) {
    if (batch.conceptMultiHot() == null) {
      throw new IllegalArgumentException("This text tower reads the captions' concept words.");
    }
    ForwardContext at = forwardContext.scope("text_feature");
    NDArray states = gru.forward(at.scope("seq2vec"), manager, batch);
    forwardContext.observe("gru_outputs", states);
    NDArray y = Layers.linear(at, "to_out", states);
    NDArray z = Layers.mlp(at, "mlp", y);
    forwardContext.observe("to_out", y);
    forwardContext.observe("to_out_mlp", z);
    NDArray text = Layers.tanh(poolSteps(at.scope("gpo"), y, z, batch));
    forwardContext.observe("pooled_tanh", text);
    NDArray words =
        EngineArrays.create(manager, batch.conceptMultiHot(), forwardContext.dataType());
    NDArray concept = Layers.linear(forwardContext, "linear", words);
    forwardContext.observe("onehot_linear", concept);
    NDArray two = NDArrays.stack(new NDList(text, concept), 1);
    return GeneralizedPooling.pool(forwardContext.scope("gpo"), two, new int[] {2});
  }

  private NDArray poolSteps(ForwardContext forwardContext, NDArray y, NDArray z, TextBatch batch) {
    if (!config.maskTextPadding()) {
      int both = 2 * batch.paddedLength();
      return GeneralizedPooling.pool(forwardContext, y.concat(z, 1), new int[] {both});
    }
    // Each caption's own steps of both halves come first, so that padding lies behind its length.
    int steps = batch.paddedLength();
    NDList rows = new NDList(batch.size());
    int[] lengths = new int[batch.size()];
    for (int b = 0; b < batch.size(); b++) {
      int own = batch.lengths()[b];
      lengths[b] = 2 * own;
      NDArray row = y.get(b + ", 0:" + own).concat(z.get(b + ", 0:" + own), 0);
      if (own < steps) {
        row = row.concat(y.get(b + ", " + own + ":").concat(z.get(b + ", " + own + ":"), 0), 0);
      }
      rows.add(row);
    }
    return GeneralizedPooling.pool(forwardContext, NDArrays.stack(rows), lengths);
  }

  /**
   * States behind the lower layers of the transformer, which may be computed once where those
   * layers are not trained.
   *
   * @param forwardContext at the tower
   * @param layers how many lower layers, 0..6
   * @return [B, T, 384]
   */
  public NDArray lowerLayerStates(
      ForwardContext forwardContext, NDManager manager, TextBatch batch, int layers) {
    ForwardContext at = forwardContext.scope("encoder");
    NDArray x = transformer.embed(at.scope("embeddings"), manager, batch);
    return transformer.layers(
        at, x, transformer.attentionMask(manager, batch, forwardContext.dataType()), 0, layers);
  }

  /**
   * The tower above {@link #lowerLayerStates}.
   *
   * @param states [B, T, 384]; what stands at padding does not matter
   */
  public TowerOutput forwardUpperLayers(
      ForwardContext forwardContext,
      NDManager manager,
      TextBatch batch,
      NDArray states,
      int layers) {
    NDArray mask = transformer.attentionMask(manager, batch, forwardContext.dataType());
    NDArray last =
        transformer.layers(
            forwardContext.scope("encoder"), states, mask, layers, MiniLmEncoder.LAYERS);
    return encoding(forwardContext, attentive(forwardContext, manager, batch, last));
  }

  /**
   * The transformer as a sentence encoder: the mean of its last states over each caption's own
   * tokens. (Reimers and Gurevych, EMNLP 2019.)
   *
   * @param states [B, T, 384] behind the lower {@code layers} layers
   * @return [B, 384]
   */
  public NDArray sentenceEmbeddings(
      ForwardContext forwardContext,
      NDManager manager,
      TextBatch batch,
      NDArray states,
      int layers) {
    NDArray mask = transformer.attentionMask(manager, batch, forwardContext.dataType());
    NDArray last =
        transformer.layers(
            forwardContext.scope("encoder"), states, mask, layers, MiniLmEncoder.LAYERS);
    return mean(manager, last, batch);
  }

  private NDArray attentive(
      ForwardContext forwardContext, NDManager manager, TextBatch batch, NDArray states) {
    forwardContext.observe("last_hidden_state", states);
    NDArray pooled =
        config.textPooling() == TextPooling.GENERALIZED
            ? GeneralizedPooling.pool(forwardContext.scope("gpo"), states, ownLengths(batch))
            : mean(manager, states, batch);
    forwardContext.observe("pooled", pooled);
    return Layers.linear(forwardContext, "to_out", pooled);
  }

  private int[] ownLengths(TextBatch batch) {
    if (config.maskTextPadding()) {
      return batch.lengths();
    }
    int[] all = new int[batch.size()];
    Arrays.fill(all, batch.paddedLength());
    return all;
  }

  private NDArray mean(NDManager manager, NDArray states, TextBatch batch) {
    int tokens = batch.paddedLength();
    int[] lengths = ownLengths(batch);
    float[] shares = new float[batch.size() * tokens];
    for (int b = 0; b < batch.size(); b++) {
      Arrays.fill(shares, b * tokens, b * tokens + lengths[b], 1f / lengths[b]);
    }
    NDArray weights =
        EngineArrays.create(
            manager, shares, new Shape(batch.size(), 1, tokens), states.getDataType());
    return weights.matMul(states).reshape(batch.size(), MiniLmEncoder.WIDTH);
  }
}
