package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.BandRendering;

/** The collections of an archive. Blocking; call from any thread but the JavaFX thread. */
public interface ImageCollections {
  /** All collections by name. */
  List<Info> list();

  /**
   * Renames a collection.
   *
   * @throws org.kamcl.error.KamclException if the name is blank or in use
   */
  void rename(String name, String other);

  /**
   * Removes a collection from the archive; its files are not touched. It takes effect at once, and
   * is final when the workspace is opened the next time.
   *
   * @return undoes the removal
   */
  Removal remove(String name);

  /**
   * Removes images.
   *
   * @param images ids
   * @return undoes the removal
   */
  Removal remove(List<Long> images);

  /**
   * Replaces the path of a file that was moved.
   *
   * @param known the stored path
   * @param now the new path
   * @throws org.kamcl.error.KamclException if the file at the new path has other content
   */
  void relocate(Path known, Path now);

  /** Files that could not be indexed when they were last read, by path. */
  List<Problem> problems();

  /** Image files that were missing when their folder was last read, by path. */
  List<Path> missingFiles();

  /** The band rendering of a collection; the default if none was set. */
  BandRendering bandRendering(String name);

  /**
   * Sets the band rendering of a collection.
   *
   * @throws org.kamcl.error.KamclException if there is no such collection
   */
  void setBandRendering(String name, BandRendering rendering);

  /** Undoes a removal. */
  @FunctionalInterface
  interface Removal {
    /** Restores the images; calling it again has no effect. */
    void undo();
  }

  /**
   * A collection.
   *
   * @param name unique name
   * @param images number of searchable images
   * @param withoutLocation number of images without a location
   * @param withoutDate number of images without a date
   * @param captions number of captions
   * @param unfamiliar whether the images differ from those that the model learned from
   */
  record Info(
      String name,
      int images,
      int withoutLocation,
      int withoutDate,
      int captions,
      boolean unfamiliar) {}
}
