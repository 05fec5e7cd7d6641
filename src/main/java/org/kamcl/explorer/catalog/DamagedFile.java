package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import org.kamcl.error.Problem;

/**
 * A file whose stored embeddings, or what is stored about it, are damaged.
 *
 * @param file absolute
 * @param collection name of its collection
 * @param images number of its images that are left out of answers
 * @param error the kind of damage
 */
public record DamagedFile(Path file, String collection, int images, CatalogError error) {
  DamagedFile plus(DamagedFile other) {
    return new DamagedFile(file, collection, images + other.images, error);
  }

  /** What is wrong and what to do about it. */
  public Problem problem() {
    return Problem.of(error, file, folder()).in(file);
  }

  /** The problem of the file as it is noted in the catalog. */
  FileProblem fileProblem() {
    return new FileProblem(file, folder(), collection, problem());
  }

  /** The folder that is to be indexed again. */
  Path folder() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
