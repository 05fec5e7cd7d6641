package org.kamcl.engine.network;

/** How the token states of a caption are pooled into one vector. */
public enum TextPooling {
  /** Generalized pooling: learned weights over the sorted values of each channel. */
  GENERALIZED,
  /** The mean. */
  MEAN,
  /** The state of the end token (CLIP). */
  END_TOKEN,
  /** Not at all: there is no text encoder. */
  NONE
}
