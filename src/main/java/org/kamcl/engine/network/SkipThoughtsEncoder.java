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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;

/**
 * The text encoder of the paper: word embeddings and the skip-thoughts GRU (620 -> 2400). It runs
 * over all steps of the batch, including padding. (Kiros et al., NeurIPS 2015; Ji et al., TGRS
 * 2023, section III-B.)
 */
final class SkipThoughtsEncoder implements TextEncoder {
  private static final int WORD_EMBEDDING_SIZE = 620;
  private static final int HIDDEN_SIZE = 2400;

  private final int vocabularySize;

  /**
   * @param vocabularySize number of words; row 0 of the embedding table is padding
   */
  SkipThoughtsEncoder(int vocabularySize) {
    this.vocabularySize = vocabularySize;
  }

  @Override
  public int width() {
    return HIDDEN_SIZE;
  }

  @Override
  public TextTokenization tokenization() {
    return TextTokenization.WORDS;
  }

  @Override
  public int vocabularyLimit() {
    return vocabularySize;
  }

  @Override
  public void validate(TextPooling pooling, int maxTokens, boolean conceptToken) {
    if (vocabularySize <= 0) {
      throw new KamclException(NetworkError.VOCABULARY_REQUIRED);
    }
    if (pooling != TextPooling.GENERALIZED || !conceptToken) {
      throw new KamclException(NetworkError.PUBLISHED_POOLING_REQUIRED);
    }
  }

  @Override
  public Optional<String> inputTable() {
    return Optional.of("embedding.weight");
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
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

  @Override
  public NDArray forward(ForwardContext context, NDManager manager, TextBatch batch) {
    int size = batch.size();
    int steps = batch.paddedLength();
    NDArray ids = manager.create(batch.flatIds(), new Shape(size, steps));
    NDArray table = context.get("embedding.weight");
    NDArray words =
        ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
    if (context.training()) {
      // The embedding of padding is zero and receives no gradient, so it stays zero.
      words = words.mul(tokenMask(manager, batch, context.dataType()));
    }
    ForwardContext cell = context.scope("rnn").scope("gru_cell");
    // Input projections of all steps at once; only the recurrent part needs the loop.
    NDArray xr = Layers.linear(cell, "weight_ir", drop(context, words));
    NDArray xi = Layers.linear(cell, "weight_ii", drop(context, words));
    NDArray xn = Layers.linear(cell, "weight_in", drop(context, words));
    NDArray keepR = stateMask(context, manager, size);
    NDArray keepI = stateMask(context, manager, size);
    NDArray keepN = stateMask(context, manager, size);
    NDArray h = manager.zeros(new Shape(size, HIDDEN_SIZE), context.dataType());
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

  private static NDArray tokenMask(NDManager manager, TextBatch batch, DataType type) {
    long[] ids = batch.flatIds();
    float[] mask = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      mask[i] = ids[i] == 0 ? 0 : 1;
    }
    return EngineArrays.create(
        manager, mask, new Shape(batch.size(), batch.paddedLength(), 1), type);
  }

  /** The same mask for all steps of a sequence, as in the published encoder. */
  private static NDArray drop(ForwardContext context, NDArray words) {
    float rate = context.regularization().gruDropout();
    if (!context.training() || rate == 0) {
      return words;
    }
    NDArray ones =
        words
            .getManager()
            .ones(new Shape(words.getShape().get(0), 1, WORD_EMBEDDING_SIZE), context.dataType());
    return words.mul(context.dropout(ones, rate));
  }

  private static @Nullable NDArray stateMask(ForwardContext context, NDManager manager, int size) {
    float rate = context.regularization().gruDropout();
    if (!context.training() || rate == 0) {
      return null;
    }
    return context.dropout(manager.ones(new Shape(size, HIDDEN_SIZE), context.dataType()), rate);
  }

  private static NDArray masked(NDArray h, @Nullable NDArray mask) {
    return mask == null ? h : h.mul(mask);
  }
}
