package org.kamcl.explorer.spark;

import java.io.Serializable;
import java.util.List;

/**
 * What a task embeds and commits as one part.
 *
 * @param name of its commit
 * @param ranges images of files
 */
record WorkUnit(String name, List<Range> ranges) implements Serializable {
  /**
   * Images of a file.
   *
   * @param file the file
   * @param first the first image, from 0
   * @param count number of images; 0 for a file that cannot be used, or whose images are embedded
   *     already and only its time has changed
   */
  record Range(PlannedFile file, int first, int count) implements Serializable {}

  /** Number of images. */
  int images() {
    return ranges.stream().mapToInt(Range::count).sum();
  }
}
