package org.kamcl.explorer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.RatedComparison.RatedQuery;
import org.kamcl.explorer.api.RatedComparison.Unmeasured;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Compares two models by the hits that people rated. */
public final class RatedHits {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;

  private final String model;
  private final String other;
  private final int all;

  /**
   * @param model name of the model
   * @param other name of the one it is compared with
   * @param all number of images of the archive
   */
  public RatedHits(String model, String other, int all) {
    this.model = model;
    this.other = other;
    this.all = all;
  }

  /** Ranks the images that a model has indexed. */
  @FunctionalInterface
  public interface Ranker {
    /**
     * The ids of all images that the model has indexed, the best first, without regard to ratings.
     *
     * @throws KamclException if the model cannot answer the query
     */
    List<Long> rank(String query);
  }

  /**
   * Compares two models.
   *
   * @param queries the rated queries
   * @param ratings of the hits of a query
   * @throws KamclException if there is no rating, or no image that both models have indexed
   */
  public RatedComparison compare(
      List<String> queries,
      Function<String, RelevanceFeedback> ratings,
      Ranker first,
      Ranker second,
      JobContext context) {
    if (queries.isEmpty()) {
      throw new KamclException(EvaluationStoreError.NOTHING_RATED);
    }
    List<RatedQuery> measured = new ArrayList<>();
    List<Unmeasured> unmeasured = new ArrayList<>();
    int images = 0;
    for (int q = 0; q < queries.size(); q++) {
      context.checkCancelled();
      context.onProgress(ProgressStage.QUERIES, q, queries.size());
      String query = queries.get(q);
      RelevanceFeedback rated = ratings.apply(query);
      Optional<Problem> uniform = uniform(rated);
      if (uniform.isPresent()) {
        unmeasured.add(new Unmeasured(query, uniform.get()));
        continue;
      }
      try {
        List<Long> own = first.rank(query);
        context.checkCancelled();
        List<Long> others = second.rank(query);
        Set<Long> common = new HashSet<>(own);
        common.retainAll(new HashSet<>(others));
        images = Math.max(images, common.size());
        measure(query, rated, only(own, common), only(others, common))
            .ifPresentOrElse(
                measured::add,
                () ->
                    unmeasured.add(
                        new Unmeasured(
                            query,
                            Problem.of(
                                EvaluationStoreError.RATED_IMAGES_NOT_INDEXED, model, other))));
      } catch (KamclException e) {
        unmeasured.add(new Unmeasured(query, e.problem()));
      }
    }
    context.onProgress(ProgressStage.QUERIES, queries.size(), queries.size());
    measured.sort(
        Comparator.comparingDouble((RatedQuery one) -> Math.abs(one.difference()))
            .reversed()
            .thenComparing(RatedQuery::query));
    return new RatedComparison(
        model,
        other,
        mean(measured, RatedQuery::precision),
        mean(measured, RatedQuery::otherPrecision),
        interval(measured),
        List.copyOf(measured),
        List.copyOf(unmeasured),
        images,
        all);
  }

  /** Ratings of one kind alone are fulfilled by every order. */
  private static Optional<Problem> uniform(RelevanceFeedback rated) {
    if (rated.notRelevant().isEmpty()) {
      return Optional.of(
          Problem.of(EvaluationStoreError.RATED_RELEVANT_ONLY, rated.relevant().size()));
    }
    return rated.relevant().isEmpty()
        ? Optional.of(
            Problem.of(EvaluationStoreError.RATED_NOT_RELEVANT_ONLY, rated.notRelevant().size()))
        : Optional.empty();
  }

  private static List<Long> only(List<Long> ranked, Set<Long> common) {
    return ranked.stream().filter(common::contains).toList();
  }

  private static Optional<RatedQuery> measure(
      String query, RelevanceFeedback rated, List<Long> own, List<Long> others) {
    Set<Long> known = new HashSet<>(own);
    int relevant = (int) rated.relevant().stream().filter(known::contains).count();
    int notRelevant = (int) rated.notRelevant().stream().filter(known::contains).count();
    return relevant == 0 || notRelevant == 0
        ? Optional.empty()
        : Optional.of(
            new RatedQuery(
                query,
                relevant,
                notRelevant,
                averagePrecision(own, rated),
                averagePrecision(others, rated),
                firstRelevant(own, rated),
                firstRelevant(others, rated)));
  }

  /**
   * Average precision among the rated images of a ranking: the mean, over the relevant ones, of the
   * share of relevant ones among the rated images down to it.
   *
   * @return 0..1
   */
  static double averagePrecision(List<Long> ranked, RelevanceFeedback rated) {
    int seen = 0;
    int relevant = 0;
    double sum = 0;
    for (long image : ranked) {
      boolean good = rated.relevant().contains(image);
      if (good || rated.notRelevant().contains(image)) {
        seen++;
        if (good) {
          relevant++;
          sum += (double) relevant / seen;
        }
      }
    }
    return sum / relevant;
  }

  private static int firstRelevant(List<Long> ranked, RelevanceFeedback rated) {
    for (int i = 0; i < ranked.size(); i++) {
      if (rated.relevant().contains(ranked.get(i))) {
        return i + 1;
      }
    }
    throw new IllegalStateException("No relevant image is ranked.");
  }

  private static double mean(List<RatedQuery> queries, Function<RatedQuery, Double> value) {
    return queries.stream().mapToDouble(value::apply).average().orElse(Double.NaN);
  }

  private static Optional<BootstrapInterval> interval(List<RatedQuery> queries) {
    if (queries.size() < RatedComparison.LEAST_QUERIES) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(EvaluationFigures.SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int q = 0; q < queries.size(); q++) {
        means[r] += queries.get(random.nextInt(queries.size())).difference() / queries.size();
      }
    }
    Arrays.sort(means);
    return Optional.of(
        new BootstrapInterval(
            means[(int) (TAIL * RESAMPLES)], means[(int) ((1 - TAIL) * RESAMPLES)]));
  }
}
