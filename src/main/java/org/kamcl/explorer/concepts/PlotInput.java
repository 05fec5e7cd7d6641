package org.kamcl.explorer.concepts;

import java.util.List;
import java.util.function.Consumer;

/** The embeddings and concept strengths of an archive at one moment. */
interface PlotInput {
  /** Ids of the images that can be found, in a fixed order. */
  long[] images();

  /** The embedding of an image. */
  float[] vector(long image);

  /** The concept strengths of an image, one byte per concept, 255 for strength 1. */
  byte[] strengths(long image);

  /** The concepts, in the order of the strengths. */
  List<String> concepts();

  /** Whether a concept, by index, can be seen in an image. */
  boolean isVisual(int concept);

  /** Runs a task on several threads. */
  Consumer<Runnable> executor();
}
