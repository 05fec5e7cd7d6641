package org.kamcl.explorer.api;

import java.util.List;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;

/** What is searchable. Any thread may ask, but none that draws. */
public interface ImageArchive {
  /** Counts and names. */
  ArchiveSummary summary();

  /** All searchable pictures, in the order they were added. */
  List<ImageRecord> images();
}
