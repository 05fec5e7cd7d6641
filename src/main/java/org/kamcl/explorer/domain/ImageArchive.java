package org.kamcl.explorer.domain;

import java.util.List;

/** What is searchable. Any thread may ask, but none that draws. */
public interface ImageArchive {
  /** Counts and names. */
  ArchiveSummary summary();

  /** All searchable pictures, in the order they were added. */
  List<ImageRecord> images();
}
