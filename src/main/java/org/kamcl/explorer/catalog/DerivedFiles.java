package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files beside a catalog that are made from it and can be made again at any time. */
public final class DerivedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DerivedFiles.class);
  private static final String CACHES = "vectors-*.cache";

  private DerivedFiles() {}

  /**
   * The file with the embeddings of a model.
   *
   * @param catalog file of the catalog
   * @param model short name of the model, letters and digits
   */
  public static Path embeddings(Path catalog, String model) {
    return catalog.resolveSibling(CACHES.replace("*", model));
  }

  /** Deletes the derived files of a catalog. */
  static void delete(Path catalog) {
    try (DirectoryStream<Path> caches = Files.newDirectoryStream(catalog.getParent(), CACHES)) {
      for (Path cache : caches) {
        Files.deleteIfExists(cache);
      }
    } catch (IOException e) {
      // A cache of images that were removed is not used, whether it is deleted or not.
      LOG.warn("The cache of {} cannot be deleted: {}", catalog, e.toString());
    }
  }
}
