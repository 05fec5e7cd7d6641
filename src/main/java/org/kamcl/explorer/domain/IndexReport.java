package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;

/**
 * What indexing did.
 *
 * @param added pictures that are searchable now and were not before
 * @param unchanged pictures that were searchable already
 * @param withoutLocation pictures of this run without a place
 * @param missingCrs files of this run that have coordinates whose system nobody named, by path
 * @param problems files that could not be used, and why
 * @param warnings sentences about the rest
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
