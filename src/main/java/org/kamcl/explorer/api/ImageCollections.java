package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.IndexReport;

/** The collections of an archive. Any thread but one that draws. */
public interface ImageCollections {
  /** All of them, by name. */
  List<Info> list();

  /**
   * Gives a collection another name.
   *
   * @throws ExplorerException if the name is blank or taken
   */
  void rename(String name, String other);

  /**
   * Takes a collection out of the archive; the files stay where they are. It is gone for searches
   * at once, and for good when the workspace is opened next.
   *
   * @return brings it back
   */
  Removal remove(String name);

  /** The same for some images. */
  Removal remove(List<Long> images);

  /**
   * Tells where a file is now.
   *
   * @throws ExplorerException if the file there has another content; the message says so
   */
  void relocate(Path known, Path now);

  /** Files that could not be used when they were last read, by path. */
  List<IndexReport.Problem> problems();

  /** Files of pictures that were gone when their folder was last read, by path. */
  List<Path> missingFiles();

  /** How the scenes of a collection are made visible; the default where nothing was chosen. */
  BandRendering bandRendering(String name);

  /**
   * Chooses how the scenes of a collection are made visible.
   *
   * @throws ExplorerException if there is no such collection
   */
  void setBandRendering(String name, BandRendering look);

  /** Brings back what was removed. */
  @FunctionalInterface
  interface Removal {
    /** Makes the removal undone; once more is nothing. */
    void undo();
  }

  /**
   * A collection.
   *
   * @param name unique
   * @param images searchable pictures
   * @param withoutLocation how many of them have no place
   * @param withoutDate how many of them have no date
   * @param captions sentences that came with them
   */
  record Info(String name, int images, int withoutLocation, int withoutDate, int captions) {}
}
