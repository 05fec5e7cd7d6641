package org.kamcl.engine.network;

/** How a text encoder's input is split into tokens. */
public enum TextTokenization {
  /** Words of a vocabulary that is built from captions. */
  WORDS,
  /** WordPiece tokens of a pretrained vocabulary. */
  WORDPIECE,
  /** Byte pairs of CLIP's vocabulary. */
  CLIP_BYTE_PAIRS,
  /** Not at all: there is no text encoder. */
  NONE
}
