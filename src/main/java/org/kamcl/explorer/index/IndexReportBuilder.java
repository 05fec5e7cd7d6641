package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.IndexReport;

/** Counts what a run does. Not thread-safe. */
final class IndexReportBuilder {
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private final Set<Path> missingCrs = new TreeSet<>();
  private int added;
  private int unchanged;
  private int withoutLocation;
  private int moved;
  private int mended;
  private int relocated;

  /** Counts images that were embedded or copied from a file with the same content. */
  void countAdded(int images, int unlocated) {
    added += images;
    withoutLocation += unlocated;
  }

  /** Counts images whose embeddings were in the catalog already. */
  void countUnchanged(int images, int unlocated) {
    unchanged += images;
    withoutLocation += unlocated;
  }

  /** Counts a file that is known from another path. */
  void countMoved() {
    moved++;
  }

  /** Counts a file whose damaged entry in the catalog is made again. */
  void countMended() {
    mended++;
  }

  /** Counts a file whose places were determined by earlier code and are determined again. */
  void countRelocated() {
    relocated++;
  }

  /** Adds a file or folder that could not be used. */
  void addProblem(Problem problem) {
    problems.add(problem);
  }

  /** Adds a file that has coordinates without a CRS, and no assigned one. */
  void addMissingCrs(Path file) {
    missingCrs.add(file);
  }

  /** Adds warnings; equal ones are listed once. */
  void addWarnings(Collection<Problem> more) {
    warnings.addAll(more);
  }

  /** Adds a warning. */
  void addWarning(Problem warning) {
    warnings.add(warning);
  }

  IndexReport build() {
    List<Problem> allWarnings = new ArrayList<>(warnings);
    if (moved > 0) {
      allWarnings.add(Problem.of(IndexError.FILES_MOVED, moved));
    }
    if (mended > 0) {
      allWarnings.add(Problem.of(IndexError.ENTRIES_MENDED, mended));
    }
    if (relocated > 0) {
      allWarnings.add(Problem.of(IndexError.FILES_LOCATED_AGAIN, relocated));
    }
    return new IndexReport(
        added,
        unchanged,
        withoutLocation,
        List.copyOf(missingCrs),
        List.copyOf(problems),
        List.copyOf(allWarnings));
  }
}
