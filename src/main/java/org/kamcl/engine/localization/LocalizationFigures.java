package org.kamcl.engine.localization;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How well a score map agrees with the regions of a query (Yuan et al., "Learning to Evaluate
 * Performance of Multi-modal Semantic Localization", TGRS 2022).
 *
 * @param rsu share of the score within the regions, 0..1, high is good
 * @param ras distance of the attention centers from the regions, 0..1, low is good
 * @param rda how concentrated the attention of a region is, 0..1, high is good
 * @param rmi 0.4 {@code rsu} + 0.35 (1 - {@code ras}) + 0.25 {@code rda}
 */
public record LocalizationFigures(double rsu, double ras, double rda, double rmi) {
  /** The figures with the weighted mean of the three others. */
  static LocalizationFigures of(double rsu, double ras, double rda) {
    return new LocalizationFigures(rsu, ras, rda, 0.4 * rsu + 0.35 * (1 - ras) + 0.25 * rda);
  }

  /** The mean of each figure; not a number without any. */
  public static LocalizationFigures mean(Collection<LocalizationFigures> all) {
    return new LocalizationFigures(
        mean(all, LocalizationFigures::rsu),
        mean(all, LocalizationFigures::ras),
        mean(all, LocalizationFigures::rda),
        mean(all, LocalizationFigures::rmi));
  }

  private static double mean(
      Collection<LocalizationFigures> all, ToDoubleFunction<LocalizationFigures> figure) {
    return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
