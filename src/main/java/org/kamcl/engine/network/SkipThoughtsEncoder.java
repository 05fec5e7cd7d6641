package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The text encoder of the paper: word embeddings and the skip-thoughts GRU (620 -> 2400), run over
 * all steps of the batch, padding included. (Kiros et al., NeurIPS 2015; Ji et al., TGRS 2023,
 * section III-B.)
 */
final class SkipThoughtsEncoder {
  static final int WORD_EMBEDDING_SIZE = 620;
  static final int HIDDEN_SIZE = 2400;

  private final int vocabularySize;

  /**
   * @param vocabularySize number of words; row 0 of the table is padding
   */
  SkipThoughtsEncoder(int vocabularySize) {
    this.vocabularySize = vocabularySize;
  }

  List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(
            prefix + "embedding.weight",
            new long[] {vocabularySize + 1L, WORD_EMBEDDING_SIZE},
            ParameterSpec.Role.EMBEDDING));
    String cell = prefix + "rnn.gru_cell.";
    for (String gate : new String[] {"r", "i", "n"}) {
      specs.addAll(Layers.linearSpecs(cell + "weight_i" + gate, WORD_EMBEDDING_SIZE, HIDDEN_SIZE));
    }
    for (String gate : new String[] {"r", "i", "n"}) {
      specs.add(
          ParameterSpec.weight(cell + "weight_h" + gate + ".weight", HIDDEN_SIZE, HIDDEN_SIZE));
    }
    return specs;
  }

  /**
   * @param forwardContext at the encoder
   * @return the states of all steps, [B, T, 2400]
   */
  NDArray forward(ForwardContext forwardContext, NDManager manager, TextBatch batch) {
    int size = batch.size();
    int steps = batch.paddedLength();
    NDArray ids = manager.create(batch.flatIds(), new Shape(size, steps));
    NDArray table = forwardContext.get("embedding.weight");
    NDArray words =
        ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    if (forwardContext.training()) {
      // The row of padding is zero and stays so: no gradient reaches it.
      words = words.mul(ownWords(manager, batch, forwardContext.dataType()));
    }
    ForwardContext cell = forwardContext.scope("rnn").scope("gru_cell");
    // The input's share of all steps at once; only the state's share needs the loop.
    NDArray xr = Layers.linear(cell, "weight_ir", drop(forwardContext, words));
    NDArray xi = Layers.linear(cell, "weight_ii", drop(forwardContext, words));
    NDArray xn = Layers.linear(cell, "weight_in", drop(forwardContext, words));
    NDArray keepR = stateMask(forwardContext, manager, size);
    NDArray keepI = stateMask(forwardContext, manager, size);
    NDArray keepN = stateMask(forwardContext, manager, size);
    NDArray h = manager.zeros(new Shape(size, HIDDEN_SIZE), forwardContext.dataType());
    NDList states = new NDList(steps);
    for (int t = 0; t < steps; t++) {
      String step = ":, " + t;
      NDArray r =
          Layers.sigmoid(xr.get(step).add(Layers.linear(cell, "weight_hr", masked(h, keepR))));
      NDArray i =
          Layers.sigmoid(xi.get(step).add(Layers.linear(cell, "weight_hi", masked(h, keepI))));
      NDArray n =
          Layers.tanh(xn.get(step).add(r.mul(Layers.linear(cell, "weight_hn", masked(h, keepN)))));
      h = n.sub(i.mul(n)).add(i.mul(h));
      states.add(h);
    }
    return NDArrays.stack(states, 1);
  }

  private static NDArray ownWords(NDManager manager, TextBatch batch, DataType type) {
    long[] ids = batch.flatIds();
    float[] own = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      own[i] = ids[i] == 0 ? 0 : 1;
    }
    return EngineArrays.create(
        manager, own, new Shape(batch.size(), batch.paddedLength(), 1), type);
  }

  /** The same mask for all steps of a sequence, as in the published encoder. */
  private static NDArray drop(ForwardContext forwardContext, NDArray words) {
    float rate = forwardContext.regularization().gruDropout();
    if (!forwardContext.training() || rate == 0) {
      return words;
    }
    NDArray ones =
        words
            .getManager()
            .ones(
                new Shape(words.getShape().get(0), 1, WORD_EMBEDDING_SIZE),
                forwardContext.dataType());
    return words.mul(forwardContext.dropout(ones, rate));
  }

  private static NDArray stateMask(ForwardContext forwardContext, NDManager manager, int size) {
    float rate = forwardContext.regularization().gruDropout();
    if (!forwardContext.training() || rate == 0) {
      return null;
    }
    return forwardContext.dropout(
        manager.ones(new Shape(size, HIDDEN_SIZE), forwardContext.dataType()), rate);
  }

  private static NDArray masked(NDArray h, NDArray mask) {
    return mask == null ? h : h.mul(mask);
  }
}
