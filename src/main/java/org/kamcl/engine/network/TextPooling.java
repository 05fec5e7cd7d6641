package org.kamcl.engine.network;

/** How the states of a caption's tokens become one vector. */
public enum TextPooling {
  /** Generalized pooling: learned weights over the sorted values of each channel. */
  GENERALIZED,
  /** The mean. */
  MEAN
}
