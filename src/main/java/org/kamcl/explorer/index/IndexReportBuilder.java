package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.explorer.domain.IndexReport;

/** Counts what a run does. Belongs to one thread. */
final class IndexReportBuilder {
  private final List<IndexReport.Problem> problems = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<Path> missingCrs = new TreeSet<>();
  private int added;
  private int known;
  private int withoutLocation;
  private int moved;

  void countAdded(int pictures, int placeless) {
    added += pictures;
    withoutLocation += placeless;
  }

  void countKnown(int pictures, int placeless) {
    known += pictures;
    withoutLocation += placeless;
  }

  void countMoved() {
    moved++;
  }

  void addProblem(Path file, String reason) {
    problems.add(new IndexReport.Problem(file, reason));
  }

  /** A file has coordinates whose system nobody named. */
  void addMissingCrs(Path file) {
    missingCrs.add(file);
  }

  void addWarnings(List<String> sentences) {
    warnings.addAll(sentences);
  }

  IndexReport build() {
    if (moved > 0) {
      addWarnings(
          List.of(
              String.format(
                  Locale.ROOT, "%,d files are known from another place: they have moved.", moved)));
    }
    return new IndexReport(
        added,
        known,
        withoutLocation,
        List.copyOf(missingCrs),
        List.copyOf(problems),
        List.copyOf(warnings));
  }
}
