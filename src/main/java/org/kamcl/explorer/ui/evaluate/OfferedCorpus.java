package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Path;

/**
 * A corpus to choose.
 *
 * @param name name as read, else that of its folder or file
 * @param location the folder, or the file that lists it
 * @param origin how the program knows it
 * @param run title of the run that was trained on it; empty for other origins
 */
record OfferedCorpus(String name, Path location, Origin origin, String run) {
  /** How the program knows a corpus. */
  enum Origin {
    /** A model was evaluated on it. */
    EVALUATED,
    /** A run was trained on it, or is to be. */
    TRAINED,
    /** It was made from images of the archive. */
    MADE,
    /** It was chosen before. */
    RECENT
  }
}
