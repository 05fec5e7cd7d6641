package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transformer of all-MiniLM-L6-v2 under BERT's tensor names: 6 layers, 12 heads, width 384,
 * inner 1536, exact GELU, post-norm. Padding takes no part in attention. (Devlin et al., NAACL
 * 2019; Wang et al., NeurIPS 2020.)
 */
final class MiniLmEncoder {
  static final int WIDTH = 384;
  static final int LAYERS = 6;
  static final int MAX_TOKENS = 512;
  private static final int HEADS = 12;
  private static final int INNER = 1536;
  static final int VOCABULARY_SIZE = 30522;
  private static final float EPSILON = 1e-12f;
  private static final float BLOCKED = -1e9f;

  List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    table(specs, prefix + "embeddings.word_embeddings.weight", VOCABULARY_SIZE);
    table(specs, prefix + "embeddings.position_embeddings.weight", MAX_TOKENS);
    table(specs, prefix + "embeddings.token_type_embeddings.weight", 2);
    layerNorm(specs, prefix + "embeddings.LayerNorm");
    for (int layer = 0; layer < LAYERS; layer++) {
      String p = prefix + "encoder.layer." + layer + ".";
      for (String projection : new String[] {"query", "key", "value"}) {
        specs.addAll(Layers.linearSpecs(p + "attention.self." + projection, WIDTH, WIDTH));
      }
      specs.addAll(Layers.linearSpecs(p + "attention.output.dense", WIDTH, WIDTH));
      layerNorm(specs, p + "attention.output.LayerNorm");
      specs.addAll(Layers.linearSpecs(p + "intermediate.dense", WIDTH, INNER));
      specs.addAll(Layers.linearSpecs(p + "output.dense", INNER, WIDTH));
      layerNorm(specs, p + "output.LayerNorm");
    }
    return specs;
  }

  private static void table(List<ParameterSpec> specs, String name, long rows) {
    specs.add(new ParameterSpec(name, new long[] {rows, WIDTH}, ParameterSpec.Role.EMBEDDING));
  }

  private static void layerNorm(List<ParameterSpec> specs, String name) {
    specs.add(new ParameterSpec(name + ".weight", new long[] {WIDTH}, ParameterSpec.Role.SCALE));
    specs.add(ParameterSpec.bias(name + ".bias", WIDTH));
  }

  /**
   * @param forwardContext at the encoder
   * @param batch captions with [CLS] and [SEP], at most 512 tokens
   * @return the last states, [B, T, 384]
   */
  NDArray forward(ForwardContext forwardContext, NDManager manager, TextBatch batch) {
    NDArray x = embed(forwardContext.scope("embeddings"), manager, batch);
    return layers(
        forwardContext, x, attentionMask(manager, batch, forwardContext.dataType()), 0, LAYERS);
  }

  /** The sum of word, position and type embeddings, normalised: [B, T, 384]. */
  NDArray embed(ForwardContext forwardContext, NDManager manager, TextBatch batch) {
    int size = batch.size();
    int tokens = batch.paddedLength();
    NDArray ids = manager.create(batch.flatIds(), new Shape(size, tokens));
    NDArray words = lookUp(ids, forwardContext.get("word_embeddings.weight"));
    // Looked up instead of sliced: a slice would belong to the long-lived table's manager.
    NDArray positions =
        lookUp(manager.arange(tokens), forwardContext.get("position_embeddings.weight"));
    NDArray type =
        lookUp(manager.create(new long[] {0}), forwardContext.get("token_type_embeddings.weight"));
    NDArray sum = words.add(positions).add(type);
    return Layers.layerNorm(forwardContext, "LayerNorm", sum, EPSILON);
  }

  private static NDArray lookUp(NDArray ids, NDArray table) {
    return ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
  }

  /** Additive mask, [B, 1, 1, T]: zero at a caption's own tokens, hugely negative at padding. */
  NDArray attentionMask(NDManager manager, TextBatch batch, DataType type) {
    int tokens = batch.paddedLength();
    float[] mask = new float[batch.size() * tokens];
    for (int b = 0; b < batch.size(); b++) {
      Arrays.fill(mask, b * tokens + batch.lengths()[b], (b + 1) * tokens, BLOCKED);
    }
    return EngineArrays.create(manager, mask, new Shape(batch.size(), 1, 1, tokens), type);
  }

  /** Runs the layers {@code from}..{@code to - 1} on states [B, T, 384]. */
  NDArray layers(ForwardContext forwardContext, NDArray states, NDArray mask, int from, int to) {
    NDArray x = states;
    for (int layer = from; layer < to; layer++) {
      ForwardContext at =
          forwardContext.scope("encoder").scope("layer").scope(Integer.toString(layer));
      NDArray attended = attend(at.scope("attention").scope("self"), x, mask);
      ForwardContext output = at.scope("attention").scope("output");
      NDArray mixed = drop(forwardContext, Layers.linear(output, "dense", attended));
      x = Layers.layerNorm(output, "LayerNorm", mixed.add(x), EPSILON);
      NDArray inner =
          Layers.linear(at.scope("intermediate"), "dense", x).getNDArrayInternal().gelu();
      NDArray outer = drop(forwardContext, Layers.linear(at.scope("output"), "dense", inner));
      x = Layers.layerNorm(at.scope("output"), "LayerNorm", outer.add(x), EPSILON);
    }
    return x;
  }

  private static NDArray drop(ForwardContext forwardContext, NDArray x) {
    return forwardContext.dropout(x, forwardContext.regularization().dropout());
  }

  private static NDArray attend(ForwardContext forwardContext, NDArray x, NDArray mask) {
    NDArray q = heads(Layers.linear(forwardContext, "query", x));
    NDArray k = heads(Layers.linear(forwardContext, "key", x));
    NDArray v = heads(Layers.linear(forwardContext, "value", x));
    double scale = 1 / Math.sqrt((double) WIDTH / HEADS);
    NDArray products = q.matMul(k.transpose(0, 1, 3, 2));
    NDArray scores = EngineConstants.multiply(products, scale).add(mask);
    NDArray mixed = scores.softmax(3).matMul(v);
    return mixed.transpose(0, 2, 1, 3).reshape(x.getShape());
  }

  /** [B, T, 384] -> [B, 12, T, 32]. */
  private static NDArray heads(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), HEADS, WIDTH / HEADS).transpose(0, 2, 1, 3);
  }
}
