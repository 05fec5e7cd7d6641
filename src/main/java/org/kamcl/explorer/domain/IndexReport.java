package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;

/**
 * The outcome of indexing.
 *
 * @param added number of images that became searchable
 * @param unchanged number of images that were searchable before
 * @param withoutLocation number of images of this run without a location
 * @param missingCrs files of this run that have coordinates but no known CRS, by path
 * @param problems files that could not be indexed, with the reasons
 * @param warnings remarks on other files
 */
public record IndexReport(
    int added,
    int unchanged,
    int withoutLocation,
    List<Path> missingCrs,
    List<Problem> problems,
    List<String> warnings) {

  /**
   * A file that could not be used.
   *
   * @param reason a sentence that names it and says what to do
   */
  public record Problem(Path file, String reason) {}
}
