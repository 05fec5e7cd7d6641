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
final class Tally {
  private final List<IndexReport.Problem> problems = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<Path> unknownSystem = new TreeSet<>();
  private int added;
  private int known;
  private int withoutPlace;
  private int moved;

  void added(int pictures, int placeless) {
    added += pictures;
    withoutPlace += placeless;
  }

  void known(int pictures, int placeless) {
    known += pictures;
    withoutPlace += placeless;
  }

  void moved() {
    moved++;
  }

  void problem(Path file, String reason) {
    problems.add(new IndexReport.Problem(file, reason));
  }

  /** A file has coordinates whose system nobody named. */
  void unknownSystem(Path file) {
    unknownSystem.add(file);
  }

  void warn(List<String> sentences) {
    warnings.addAll(sentences);
  }

  IndexReport report() {
    if (moved > 0) {
      warn(
          List.of(
              String.format(
                  Locale.ROOT, "%,d files are known from another place: they have moved.", moved)));
    }
    return new IndexReport(
        added,
        known,
        withoutPlace,
        List.copyOf(unknownSystem),
        List.copyOf(problems),
        List.copyOf(warnings));
  }
}
