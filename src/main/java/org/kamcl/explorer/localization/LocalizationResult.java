package org.kamcl.explorer.localization;

import java.util.List;
import org.kamcl.engine.localization.LocalizationFigures;

/**
 * How well score maps agree with the regions of queries.
 *
 * @param queries in the order of the files
 * @param seconds wall time, with reading and embedding the scenes
 */
public record LocalizationResult(List<Scored> queries, double seconds) {
  /** Copies the queries. */
  public LocalizationResult {
    queries = List.copyOf(queries);
  }

  /**
   * The figures of one query.
   *
   * @param singleCenter whether the map is smaller than 1,000 pixels along both sides, so that it
   *     has one attention center at most
   */
  public record Scored(
      LocalizationQuery query, LocalizationFigures figures, boolean singleCenter) {}

  /** The mean of each figure over all queries. */
  public LocalizationFigures mean() {
    return LocalizationFigures.mean(queries.stream().map(Scored::figures).toList());
  }
}
