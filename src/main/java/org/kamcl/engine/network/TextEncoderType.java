package org.kamcl.engine.network;

/** The registry of text encoders. The names of the constants are stored in model cards and runs. */
public enum TextEncoderType {
  /** Word embeddings and the skip-thoughts GRU of the paper. */
  SKIP_THOUGHTS_GRU("Skip-Thoughts GRU"),
  /** The six-layer sentence transformer all-MiniLM-L6-v2 on WordPiece tokens. */
  MINILM_L6("MiniLM-L6"),
  /** The smallest six-layer BERT, google/bert_uncased_L-6_H-128_A-2, on WordPiece tokens. */
  BERT_L6_H128("BERT-L6-H128"),
  /** The text transformer of CLIP; its sizes are part of the configuration. */
  CLIP("CLIP text transformer"),
  /** None: the network encodes images only. */
  NONE("no text encoder");

  private final String title;

  TextEncoderType(String title) {
    this.title = title;
  }

  /** Whether it reads texts; a network without a text encoder answers queries by image only. */
  public boolean readsTexts() {
    return this != NONE;
  }

  /** Its name as in publications. */
  public String title() {
    return title;
  }

  /**
   * A new instance; it holds no tensors.
   *
   * @param vocabularySize words of the vocabulary; 0 for the vocabulary of the encoder, if it has
   *     one
   * @throws IllegalArgumentException if its sizes are not fixed; see {@link
   *     NetworkConfig#newTextEncoder}
   */
  public TextEncoder create(int vocabularySize) {
    return switch (this) {
      case SKIP_THOUGHTS_GRU -> new SkipThoughtsEncoder(vocabularySize);
      case MINILM_L6 -> BertEncoder.miniLm(vocabularySize);
      case BERT_L6_H128 -> BertEncoder.miniature(vocabularySize);
      case NONE -> new NoTextEncoder();
      case CLIP -> throw new IllegalArgumentException(title + " needs sizes.");
    };
  }
}
