package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * BERT's transformer in any size: exact GELU, post-norm, a feed-forward width of four times the
 * width. Padding is masked in attention. (Devlin et al., NAACL 2019.)
 */
final class BertEncoder implements LayeredTextEncoder {
  private static final int MAX_TOKENS = 512;
  private static final long INNER_WIDTHS = 4;
  private static final int BERT_VOCABULARY_SIZE = 30522;
  private static final Pattern LAYER = Pattern.compile("encoder\\.layer\\.(\\d+)\\..*");
  private static final float EPSILON = 1e-12f;
  private static final float MASKED = -1e9f;

  private final int vocabularySize;
  private final int width;
  private final int layers;
  private final int heads;
  private final Optional<String> pretrained;

  private BertEncoder(
      int vocabularySize, int width, int layers, int heads, Optional<String> pretrained) {
    this.vocabularySize = vocabularySize == 0 ? BERT_VOCABULARY_SIZE : vocabularySize;
    this.width = width;
    this.layers = layers;
    this.heads = heads;
    this.pretrained = pretrained;
  }

  /**
   * all-MiniLM-L6-v2: 6 layers, 12 heads, width 384. (Wang et al., NeurIPS 2020.)
   *
   * @param vocabularySize rows of the table of word embeddings; 0 for the 30,522 of BERT
   */
  static BertEncoder miniLm(int vocabularySize) {
    return new BertEncoder(vocabularySize, 384, 6, 12, Optional.of("minilm-l6"));
  }

  /**
   * The miniature of BERT with 6 layers, 2 heads and width 128. (Turc et al., 2019.)
   *
   * @param vocabularySize rows of the table of word embeddings; 0 for the 30,522 of BERT
   */
  static BertEncoder miniature(int vocabularySize) {
    return new BertEncoder(vocabularySize, 128, 6, 2, Optional.empty());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public TextTokenization tokenization() {
    return TextTokenization.WORDPIECE;
  }

  @Override
  public int vocabularyLimit() {
    return vocabularySize;
  }

  @Override
  public void validate(TextPooling pooling, int maxTokens, boolean conceptToken) {
    if (vocabularySize < 0) {
      throw new KamclException(NetworkError.VOCABULARY_REQUIRED);
    }
    if (maxTokens > MAX_TOKENS) {
      throw new KamclException(NetworkError.TOO_MANY_TOKENS, maxTokens, MAX_TOKENS);
    }
    if (conceptToken) {
      throw new KamclException(NetworkError.CONCEPT_TOKEN_UNSUPPORTED);
    }
  }

  @Override
  public int layers() {
    return layers;
  }

  /** Embeddings and layers. */
  @Override
  public int layersAbove(String name) {
    Matcher layer = LAYER.matcher(name);
    if (layer.matches()) {
      return layers - 1 - Integer.parseInt(layer.group(1));
    }
    return name.startsWith("embeddings.") ? layers : 0;
  }

  @Override
  public boolean embedsSentences() {
    return true;
  }

  @Override
  public Optional<String> pretrainedFile() {
    return pretrained.map(name -> name + ".safetensors");
  }

  @Override
  public Optional<String> pretrainedVocabularyFile() {
    return pretrained.map(name -> name + "-vocab.txt");
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    List<ParameterSpec> specs = new ArrayList<>();
    table(specs, prefix + "embeddings.word_embeddings.weight", vocabularySize);
    table(specs, prefix + "embeddings.position_embeddings.weight", MAX_TOKENS);
    table(specs, prefix + "embeddings.token_type_embeddings.weight", 2);
    specs.addAll(Layers.layerNormSpecs(prefix + "embeddings.LayerNorm", width));
    for (int layer = 0; layer < layers; layer++) {
      String p = prefix + "encoder.layer." + layer + ".";
      for (String projection : new String[] {"query", "key", "value"}) {
        specs.addAll(Layers.linearSpecs(p + "attention.self." + projection, width, width));
      }
      specs.addAll(Layers.linearSpecs(p + "attention.output.dense", width, width));
      specs.addAll(Layers.layerNormSpecs(p + "attention.output.LayerNorm", width));
      specs.addAll(Layers.linearSpecs(p + "intermediate.dense", width, INNER_WIDTHS * width));
      specs.addAll(Layers.linearSpecs(p + "output.dense", INNER_WIDTHS * width, width));
      specs.addAll(Layers.layerNormSpecs(p + "output.LayerNorm", width));
    }
    return specs;
  }

  private void table(List<ParameterSpec> specs, String name, long rows) {
    specs.add(new ParameterSpec(name, new long[] {rows, width}, ParameterSpec.Role.EMBEDDING));
  }

  @Override
  public NDArray lowerLayers(
      ForwardContext context, NDManager manager, TextBatch batch, int layers) {
    NDArray x = embed(context.scope("embeddings"), manager, batch);
    return run(context, x, attentionMask(manager, batch, context.dataType()), 0, layers);
  }

  @Override
  public NDArray upperLayers(
      ForwardContext context, NDManager manager, TextBatch batch, NDArray states, int layers) {
    return run(
        context, states, attentionMask(manager, batch, context.dataType()), layers, this.layers);
  }

  /** As in the interface; captions have [CLS] and [SEP] and at most 512 tokens. */
  @Override
  public NDArray forward(ForwardContext context, NDManager manager, TextBatch batch) {
    NDArray x = embed(context.scope("embeddings"), manager, batch);
    return run(context, x, attentionMask(manager, batch, context.dataType()), 0, layers);
  }

  /** The normalized sum of word, position and type embeddings, [B, T, width]. */
  private static NDArray embed(ForwardContext context, NDManager manager, TextBatch batch) {
    int size = batch.size();
    int tokens = batch.paddedLength();
    NDArray ids = manager.create(batch.flatIds(), new Shape(size, tokens));
    NDArray words = Layers.lookUp(ids, context.get("word_embeddings.weight"));
    // Looked up instead of sliced: a slice would belong to the manager of the long-lived table.
    NDArray positions =
        Layers.lookUp(manager.arange(tokens), context.get("position_embeddings.weight"));
    NDArray type =
        Layers.lookUp(manager.create(new long[] {0}), context.get("token_type_embeddings.weight"));
    NDArray sum = words.add(positions).add(type);
    return Layers.layerNorm(context, "LayerNorm", sum, EPSILON);
  }

  /** Additive mask, [B, 1, 1, T]: zero at tokens, -1e9 at padding. */
  private static NDArray attentionMask(NDManager manager, TextBatch batch, DataType type) {
    int tokens = batch.paddedLength();
    float[] mask = new float[batch.size() * tokens];
    for (int b = 0; b < batch.size(); b++) {
      Arrays.fill(mask, b * tokens + batch.lengths()[b], (b + 1) * tokens, MASKED);
    }
    return EngineArrays.create(manager, mask, new Shape(batch.size(), 1, 1, tokens), type);
  }

  /** Runs the layers {@code from}..{@code to - 1} on states [B, T, width]. */
  private NDArray run(ForwardContext context, NDArray states, NDArray mask, int from, int to) {
    NDArray x = states;
    for (int layer = from; layer < to; layer++) {
      ForwardContext block = context.scope("encoder").scope("layer").scope(Integer.toString(layer));
      NDArray attended = attend(block.scope("attention").scope("self"), x, mask);
      ForwardContext output = block.scope("attention").scope("output");
      NDArray mixed = drop(context, Layers.linear(output, "dense", attended));
      x = Layers.layerNorm(output, "LayerNorm", mixed.add(x), EPSILON);
      NDArray inner =
          Layers.linear(block.scope("intermediate"), "dense", x).getNDArrayInternal().gelu();
      NDArray outer = drop(context, Layers.linear(block.scope("output"), "dense", inner));
      x = Layers.layerNorm(block.scope("output"), "LayerNorm", outer.add(x), EPSILON);
    }
    return x;
  }

  private static NDArray drop(ForwardContext context, NDArray x) {
    return context.dropout(x, context.regularization().dropout());
  }

  private NDArray attend(ForwardContext context, NDArray x, NDArray mask) {
    NDArray q = heads(Layers.linear(context, "query", x));
    NDArray k = heads(Layers.linear(context, "key", x));
    NDArray v = heads(Layers.linear(context, "value", x));
    double scale = 1 / Math.sqrt((double) width / heads);
    NDArray products = q.matMul(k.transpose(0, 1, 3, 2));
    NDArray scores = EngineConstants.multiply(products, scale).add(mask);
    NDArray weights = scores.softmax(3);
    context.observe("attention", weights);
    NDArray mixed = weights.matMul(v);
    return mixed.transpose(0, 2, 1, 3).reshape(x.getShape());
  }

  /** [B, T, width] -> [B, heads, T, width / heads]. */
  private NDArray heads(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), heads, width / heads).transpose(0, 2, 1, 3);
  }
}
