package org.kamcl.engine.network;

/** The text encoders a text tower can stand on. */
public enum TextEncoderType {
  /** Word embeddings and the skip-thoughts GRU of the paper. */
  SKIP_THOUGHTS_GRU,
  /** The six-layer sentence transformer all-MiniLM-L6-v2 with WordPiece tokens. */
  MINILM_L6
}
