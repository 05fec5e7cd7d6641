package org.kamcl.explorer.ui.train;

import java.util.Comparator;
import java.util.Locale;
import org.kamcl.explorer.domain.RunSummary;

/** The order of the list of runs. */
enum RunOrder {
  /** The newest first. */
  NEWEST(Comparator.comparing((RunSummary run) -> run.times().created()).reversed()),

  /** The best mR first; runs without one last. */
  BEST(
      Comparator.comparingDouble(
          (RunSummary run) -> -run.progress().bestMeanRecall().orElse(Double.NEGATIVE_INFINITY))),

  /** By title. */
  TITLE(Comparator.comparing((RunSummary run) -> run.title().toLowerCase(Locale.ROOT)));

  private final Comparator<RunSummary> comparator;

  RunOrder(Comparator<RunSummary> comparator) {
    this.comparator = comparator;
  }

  Comparator<RunSummary> comparator() {
    return comparator;
  }
}
