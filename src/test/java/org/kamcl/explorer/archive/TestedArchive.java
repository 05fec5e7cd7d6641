package org.kamcl.explorer.archive;

/** An archive in a test of what all archives do. */
public interface TestedArchive extends AutoCloseable {
  /** The archive; empty at first. */
  Archive archive();

  /** The same archive as another program sees it that is open at the same time. */
  Archive other();

  /**
   * Ranks the images as they are now.
   *
   * @param dimension of the embeddings
   */
  ImageRanking ranking(ModelId model, int dimension);

  @Override
  void close();
}
