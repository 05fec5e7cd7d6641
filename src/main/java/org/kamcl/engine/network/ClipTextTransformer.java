package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;

/**
 * The text transformer of CLIP with OpenCLIP's tensor names. Each token attends to itself and those
 * before it, so that nothing after the end token has an effect. (Radford et al., ICML 2021)
 */
final class ClipTextTransformer implements LayeredTextEncoder {
  private final ClipSizes.Text sizes;
  private final int embeddingSize;
  private final TransformerBlocks blocks;

  ClipTextTransformer(ClipSizes.Text sizes, Activation activation, int embeddingSize) {
    this.sizes = sizes;
    this.embeddingSize = embeddingSize;
    this.blocks =
        new TransformerBlocks(
            sizes.width(), sizes.heads(), sizes.mlpWidth(), sizes.blocks(), activation);
  }

  @Override
  public int width() {
    return sizes.width();
  }

  /** Number of values of a feature. */
  int embeddingSize() {
    return embeddingSize;
  }

  @Override
  public TextTokenization tokenization() {
    return TextTokenization.CLIP_BYTE_PAIRS;
  }

  @Override
  public int vocabularyLimit() {
    return sizes.vocabularySize();
  }

  @Override
  public void validate(TextPooling pooling, int maxTokens, boolean conceptToken) {
    if (maxTokens > sizes.contextLength()) {
      throw new KamclException(NetworkError.TOO_MANY_TOKENS, maxTokens, sizes.contextLength());
    }
    if (conceptToken) {
      throw new KamclException(NetworkError.CONCEPT_TOKEN_UNSUPPORTED);
    }
  }

  @Override
  public int layers() {
    return blocks.count();
  }

  @Override
  public int layersAbove(String name) {
    int above = blocks.blocksAbove(name);
    if (above >= 0) {
      return above;
    }
    return name.startsWith("ln_final.") || name.equals("text_projection") ? 0 : blocks.count();
  }

  @Override
  public boolean embedsSentences() {
    return false;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    table(specs, prefix + "positional_embedding", sizes.contextLength());
    specs.add(ParameterSpec.weight(prefix + "text_projection", sizes.width(), embeddingSize));
    specs.addAll(blocks.specs(prefix));
    table(specs, prefix + "token_embedding.weight", sizes.vocabularySize());
    specs.addAll(Layers.layerNormSpecs(prefix + "ln_final", sizes.width()));
    return specs;
  }

  private void table(List<ParameterSpec> specs, String name, long rows) {
    specs.add(
        new ParameterSpec(name, new long[] {rows, sizes.width()}, ParameterSpec.Role.EMBEDDING));
  }

  @Override
  public NDArray forward(ForwardContext context, NDManager manager, TextBatch batch) {
    return lowerLayers(context, manager, batch, blocks.count());
  }

  @Override
  public NDArray lowerLayers(
      ForwardContext context, NDManager manager, TextBatch batch, int layers) {
    NDArray x = embed(context, manager, batch, batch.paddedLength());
    NDArray mask = causalMask(manager, batch.paddedLength(), context.dataType());
    return blocks.run(context, x, mask, 0, layers);
  }

  @Override
  public NDArray upperLayers(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers) {
    NDArray mask = causalMask(manager, batch.paddedLength(), context.dataType());
    // A copy, because the states of the caller must remain.
    NDArray x = layers < blocks.count() && context.releases() ? EngineArrays.copy(states) : states;
    return blocks.run(context, x, mask, layers, blocks.count());
  }

  /**
   * The features of captions. Tokens after the last end token of the batch are not computed, nor
   * what the last block does at any token but the end tokens.
   *
   * @param context in the scope of the encoder
   * @return [B, embeddingSize]
   */
  NDArray features(ForwardContext context, NDManager manager, TextBatch batch) {
    int[] ends = endTokens(batch);
    int tokens = Arrays.stream(ends).max().orElseThrow() + 1;
    NDArray x = embed(context, manager, batch, tokens);
    NDArray causal = causalMask(manager, tokens, context.dataType());
    NDArray lower = blocks.run(context, x, causal, 0, blocks.count() - 1);
    NDArray last =
        blocks.lastRows(
            context,
            lower,
            states -> rows(manager, states, ends),
            endMask(manager, ends, tokens, context.dataType()));
    return project(context, last);
  }

  /**
   * The features of captions from the states of all their tokens.
   *
   * @param states [B, T, width], after the last block
   * @return [B, embeddingSize]
   */
  NDArray features(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    return project(context, rows(manager, states, endTokens(batch)));
  }

  private NDArray project(ForwardContext context, NDArray ends) {
    NDArray pooled = Layers.layerNorm(context, "ln_final", ends, TransformerBlocks.EPSILON);
    return pooled
        .reshape(ends.getShape().get(0), sizes.width())
        .matMul(context.get("text_projection"));
  }

  private NDArray embed(ForwardContext context, NDManager manager, TextBatch batch, int tokens) {
    long[] ids = new long[batch.size() * tokens];
    for (int b = 0; b < batch.size(); b++) {
      System.arraycopy(batch.ids()[b], 0, ids, b * tokens, tokens);
    }
    NDArray words =
        Layers.lookUp(
            manager.create(ids, new Shape(batch.size(), tokens)),
            context.get("token_embedding.weight"));
    NDArray positions =
        Layers.lookUp(
            manager.arange(0, tokens, 1, DataType.INT64), context.get("positional_embedding"));
    return words.add(positions);
  }

  /** The position of each caption's end token: the first one of the largest id. */
  static int[] endTokens(TextBatch batch) {
    int[] ends = new int[batch.size()];
    for (int b = 0; b < ends.length; b++) {
      long[] ids = batch.ids()[b];
      for (int t = 1; t < ids.length; t++) {
        if (ids[t] > ids[ends[b]]) {
          ends[b] = t;
        }
      }
    }
    return ends;
  }

  /** One row of each caption's states, [B, T, width] -> [B, 1, width]. */
  private NDArray rows(NDManager manager, NDArray states, int... ends) {
    long tokens = states.getShape().get(1);
    long[] numbers = new long[ends.length];
    for (int b = 0; b < ends.length; b++) {
      numbers[b] = b * tokens + ends[b];
    }
    NDArray ids = manager.create(numbers, new Shape(ends.length, 1));
    return Layers.lookUp(ids, states.reshape(ends.length * tokens, sizes.width()));
  }

  /** Additive mask [T, T]: 0 for a token and those before it. Null where there is one token. */
  private static @Nullable NDArray causalMask(NDManager manager, int tokens, DataType type) {
    if (tokens == 1) {
      return null;
    }
    float[] mask = new float[tokens * tokens];
    for (int t = 0; t < tokens; t++) {
      Arrays.fill(mask, t * tokens + t + 1, (t + 1) * tokens, Float.NEGATIVE_INFINITY);
    }
    return EngineArrays.create(manager, mask, new Shape(tokens, tokens), type);
  }

  /** Additive mask [B, 1, 1, T] of the end tokens. */
  private static NDArray endMask(NDManager manager, int[] ends, int tokens, DataType type) {
    float[] mask = new float[ends.length * tokens];
    for (int b = 0; b < ends.length; b++) {
      Arrays.fill(mask, b * tokens + ends[b] + 1, (b + 1) * tokens, Float.NEGATIVE_INFINITY);
    }
    return EngineArrays.create(manager, mask, new Shape(ends.length, 1, 1, tokens), type);
  }
}
