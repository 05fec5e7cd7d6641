package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import org.kamcl.error.Problem;

/**
 * A file whose stored embeddings are damaged.
 *
 * @param file absolute
 * @param collection name of its collection
 * @param images number of its images with a damaged embedding
 */
public record DamagedFile(Path file, String collection, int images) {
  DamagedFile plus(DamagedFile other) {
    return new DamagedFile(file, collection, images + other.images);
  }

  /** What is wrong and what to do about it. */
  public Problem problem() {
    return Problem.of(CatalogError.EMBEDDING_DAMAGED, file, folder()).in(file);
  }

  /** The folder that is to be indexed again. */
  Path folder() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
