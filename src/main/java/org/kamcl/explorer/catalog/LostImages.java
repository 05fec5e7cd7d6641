package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import org.kamcl.error.Problem;

/**
 * Images of a file that are gone from the catalog though nobody removed them.
 *
 * @param file absolute
 * @param collection name of its collection; empty if that is gone, too
 * @param images number of images that are gone
 */
public record LostImages(Path file, String collection, int images) {
  /** What is wrong and what to do about it. */
  public Problem problem() {
    return Problem.of(CatalogError.IMAGES_LOST, file, folder()).in(file);
  }

  /** The problem of the file as it is noted in the catalog. */
  FileProblem fileProblem() {
    return new FileProblem(file, folder(), collection, problem());
  }

  /** The folder that is to be indexed again. */
  private Path folder() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
