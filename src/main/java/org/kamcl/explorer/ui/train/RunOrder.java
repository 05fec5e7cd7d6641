package org.kamcl.explorer.ui.train;

import java.util.Comparator;
import java.util.Locale;
import org.kamcl.explorer.domain.RunSummary;

/** The order of the list of runs. */
enum RunOrder {
  /** The newest first. */
  NEWEST,

  /** The best mR first; runs without one last. */
  BEST,

  /** By title. */
  TITLE;

  Comparator<RunSummary> comparator() {
    return switch (this) {
      case NEWEST -> Comparator.comparing((RunSummary run) -> run.times().created()).reversed();
      case BEST ->
          Comparator.comparingDouble(
              (RunSummary run) ->
                  -run.progress().bestMeanRecall().orElse(Double.NEGATIVE_INFINITY));
      case TITLE -> Comparator.comparing((RunSummary run) -> run.title().toLowerCase(Locale.ROOT));
    };
  }
}
