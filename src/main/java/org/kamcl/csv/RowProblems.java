package org.kamcl.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.Problem;

/** Problems of the rows of a table: the first of them, and how many more there are. */
final class RowProblems {
  private static final int LISTED = 100;

  private final Path file;
  private final List<Problem> first = new ArrayList<>();
  private long more;

  RowProblems(Path file) {
    this.file = file;
  }

  void add(Problem problem) {
    if (first.size() < LISTED) {
      first.add(problem);
    } else {
      more++;
    }
  }

  List<Problem> list() {
    List<Problem> all = new ArrayList<>(first);
    if (more > 0) {
      all.add(Problem.of(CsvError.MORE_ROWS_SKIPPED, file, more).in(file));
    }
    return all;
  }
}
