package org.kamcl.engine.evaluation;

import java.util.List;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;

/** Receives the embeddings of an evaluation, which are not kept. */
@FunctionalInterface
public interface EmbeddingObserver {
  /** Ignores them. */
  EmbeddingObserver NONE = (images, embeddings) -> {};

  /**
   * The images are embedded.
   *
   * @param images that could be read, in the order of the corpus
   * @param embeddings of each image, with one view
   */
  void embedded(List<CorpusImage> images, List<Embedding> embeddings);
}
