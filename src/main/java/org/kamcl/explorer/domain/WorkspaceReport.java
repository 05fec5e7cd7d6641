package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.error.Problem;

/**
 * What a backup, a restored backup or a moved workspace holds; all of it was read again after it
 * was written, and is equal to its original.
 *
 * @param target the backup, or the folder of the workspace
 * @param files number of files
 * @param bytes their size together
 * @param images number of images in the catalog; 0 without a catalog
 * @param warnings what is left out or needs attention
 */
public record WorkspaceReport(
    Path target, int files, long bytes, long images, List<Problem> warnings) {
  /** Copies the warnings. */
  public WorkspaceReport {
    warnings = List.copyOf(warnings);
  }
}
