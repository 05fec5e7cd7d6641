package org.kamcl.explorer.api;

import java.util.List;
import java.util.Optional;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.error.Problem;

/**
 * Two models compared by the hits of an archive that people rated. Only rated images count: among
 * them, those rated relevant should rank above those rated not relevant. Images without a rating
 * are left out, neither right nor wrong (the condensed lists of Sakai, SIGIR 2007).
 *
 * @param model name of a model
 * @param other name of the model it is compared with
 * @param precision mean average precision of the model, 0..1; NaN if no query is measured
 * @param otherPrecision that of the other model
 * @param interval 95 % interval of the difference, by paired bootstrap over queries; empty with
 *     fewer than {@link #LEAST_QUERIES} measured queries
 * @param queries the measured queries, the largest difference first
 * @param unmeasured the rated queries that say nothing about the models, and why
 * @param images number of images that both models have indexed; 0 if no query is measured
 * @param all number of images of the archive
 */
public record RatedComparison(
    String model,
    String other,
    double precision,
    double otherPrecision,
    Optional<BootstrapInterval> interval,
    List<RatedQuery> queries,
    List<Unmeasured> unmeasured,
    int images,
    int all) {
  /** With fewer queries, an interval would promise more than it knows. */
  public static final int LEAST_QUERIES = 5;

  /**
   * A query with images rated relevant and images rated not relevant.
   *
   * @param query as people write it
   * @param relevant number of images rated relevant that both models have indexed
   * @param notRelevant number of images rated not relevant that both models have indexed
   * @param precision average precision of the model among the rated images, 0..1
   * @param otherPrecision that of the other model
   * @param rank rank of the model's first relevant image among all images, from 1
   * @param otherRank that of the other model
   */
  public record RatedQuery(
      String query,
      int relevant,
      int notRelevant,
      double precision,
      double otherPrecision,
      int rank,
      int otherRank) {
    /** How much better the model is; negative if the other one is. */
    public double difference() {
      return precision - otherPrecision;
    }
  }

  /**
   * A rated query that is not measured.
   *
   * @param reason one sentence
   */
  public record Unmeasured(String query, Problem reason) {}

  /** Difference of the mean average precisions; positive if the model is better. */
  public double difference() {
    return precision - otherPrecision;
  }

  /** Whether 0 is outside of the interval: the difference is not chance. */
  public boolean isCertain() {
    return interval.map(range -> range.low() > 0 || range.high() < 0).orElse(false);
  }

  /** Number of queries that the model answers better. */
  public int better() {
    return (int) queries.stream().filter(query -> query.difference() > 0).count();
  }

  /** Number of queries that the other model answers better. */
  public int worse() {
    return (int) queries.stream().filter(query -> query.difference() < 0).count();
  }

  /** Number of rated images of the measured queries. */
  public int ratings() {
    return queries.stream().mapToInt(query -> query.relevant() + query.notRelevant()).sum();
  }
}
