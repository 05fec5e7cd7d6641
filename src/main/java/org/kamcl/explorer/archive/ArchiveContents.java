package org.kamcl.explorer.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kamcl.explorer.domain.TileBounds;

/** All that an archive holds of its images, for copying it into another. */
public interface ArchiveContents {
  /** The models whose embeddings are stored, by hash. */
  List<ModelId> models();

  /** Which images a model has embedded. */
  Set<Key> embedded(ModelId model);

  /**
   * Reads the images that a model has embedded, those of a file together.
   *
   * @param reader is called with the images of some files at a time
   */
  void read(ModelId model, Consumer<List<EmbeddedImage>> reader);

  /**
   * What identifies an image in every archive.
   *
   * @param file path, absolute
   * @param sha256 hash of the content of the file
   * @param tiling serialized key of its tiling and band rendering
   * @param tile part of the file; empty for the whole file
   */
  record Key(Path file, String sha256, String tiling, Optional<TileBounds> tile) {
    /** That of an image. */
    public static Key of(EmbeddedImage image) {
      return new Key(
          image.file().path(), image.file().sha256(), image.file().tiling(), image.image().tile());
    }
  }
}
