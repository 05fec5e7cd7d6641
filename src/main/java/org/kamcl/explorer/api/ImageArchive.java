package org.kamcl.explorer.api;

import java.util.List;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;

/** The searchable images. Blocking; call from any thread but the JavaFX thread. */
public interface ImageArchive {
  /** Counts and names. */
  ArchiveSummary summary();

  /** All searchable images in the order they were added. */
  List<ImageRecord> images();
}
