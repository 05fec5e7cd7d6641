package org.kamcl.explorer.archive;

/** An archive in a test of what all archives do. */
public interface TestedArchive extends AutoCloseable {
  /** The archive; empty at first. */
  Archive archive();

  /** The same archive as another program sees it that is open at the same time. */
  Archive other();

  /** Lists of the images. */
  ImageLists lists();

  /**
   * The images of a model as they are now.
   *
   * @param dimension of the embeddings
   */
  ModelImages images(ModelId model, int dimension);

  /** Ranks the images as they are now. */
  default ImageRanking ranking(ModelId model, int dimension) {
    return images(model, dimension).ranking();
  }

  @Override
  void close();
}
