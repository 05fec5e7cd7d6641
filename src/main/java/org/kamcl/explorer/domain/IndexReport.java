package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;

/**
 * What indexing did.
 *
 * @param added pictures that are searchable now and were not before
 * @param known pictures that were searchable already
 * @param withoutPlace pictures of this run without a place
 * @param unknownSystem files of this run that have coordinates whose system nobody named, by path
 * @param problems files that could not be used, and why
 * @param warnings sentences about the rest
 */
public record IndexReport(
    int added,
    int known,
    int withoutPlace,
    List<Path> unknownSystem,
    List<Problem> problems,
    List<String> warnings) {

  /**
   * A file that could not be used.
   *
   * @param reason a sentence that names it and says what to do
   */
  public record Problem(Path file, String reason) {}
}
