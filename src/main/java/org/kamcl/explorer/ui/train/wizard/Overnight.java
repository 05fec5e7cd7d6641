package org.kamcl.explorer.ui.train.wizard;

import java.time.Duration;
import org.kamcl.explorer.domain.RunEstimate;

/**
 * What a night of ten hours is enough for.
 *
 * @param epochs number of epochs, at least 1
 * @param duration of a run with them
 * @param limited whether more would fit, but would hardly improve the model
 * @param fits whether the run ends within the night
 */
record Overnight(int epochs, Duration duration, boolean limited, boolean fits) {
  private static final double SECONDS = 10 * 3600.0;

  /**
   * The night of a measured run.
   *
   * @param most number of epochs above which a model hardly improves
   */
  static Overnight of(RunEstimate measured, int most) {
    double epoch = EstimateViewModel.epochSeconds(measured);
    double once = Math.max(0, measured.duration().toMillis() / 1000.0 - measured.epochs() * epoch);
    double fitting = (SECONDS - once) / epoch;
    int epochs = (int) Math.max(1, Math.min(most, fitting));
    Duration duration = Duration.ofMillis((long) (1000 * (once + epochs * epoch)));
    return new Overnight(epochs, duration, fitting >= most + 1, fitting >= 1);
  }
}
