package org.kamcl.explorer.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.Evaluation;

/**
 * A model compared with another one on the same images and captions.
 *
 * @param difference of the mean recalls, percentage points; positive if the model is better
 * @param interval 95 % interval of the difference, by paired bootstrap over images
 * @param higher number of captions whose image ranks higher than with the other model
 * @param lower number of captions whose image ranks lower
 * @param same number of captions whose image has the same rank
 * @param changes the captions whose image has another rank, the largest change by ratio first
 */
public record EvaluationComparison(
    double difference,
    BootstrapInterval interval,
    int higher,
    int lower,
    int same,
    List<Change> changes) {

  /**
   * A caption whose image has another rank.
   *
   * @param caption index of the caption
   * @param before rank with the other model, from 1
   * @param after rank with the model, from 1
   */
  public record Change(int caption, int before, int after) {
    /** Whether the image ranks higher now. */
    public boolean gained() {
      return after < before;
    }

    /** How much the rank has changed: from 1 to 10 counts as much as from 10 to 100. */
    double ratio() {
      return (double) Math.max(before, after) / Math.min(before, after);
    }
  }

  /** Whether 0 is outside of the interval: the difference is not chance. */
  public boolean isCertain() {
    return interval.low() > 0 || interval.high() < 0;
  }

  /**
   * Compares two evaluations.
   *
   * @throws KamclException if their images or captions differ
   */
  public static EvaluationComparison of(Evaluation evaluation, Evaluation other) {
    if (!evaluation.setting().sameQueries(other.setting())
        || evaluation.captions().size() != other.captions().size()
        || evaluation.images().size() != other.images().size()) {
      throw new KamclException(EvaluationStoreError.OTHER_QUERIES);
    }
    return of(evaluation.result(), other.result(), evaluation.imageOfCaption());
  }

  /** Compares an evaluation after re-ranking with the same one before; it must have been asked. */
  public static EvaluationComparison ofReranking(Evaluation evaluation) {
    return of(
        evaluation.rerankedResult().orElseThrow(),
        evaluation.result(),
        evaluation.imageOfCaption());
  }

  private static EvaluationComparison of(
      RetrievalResult result, RetrievalResult other, int[] imageOfCaption) {
    List<Change> changes =
        IntStream.range(0, imageOfCaption.length)
            .filter(j -> result.captionRanks()[j] != other.captionRanks()[j])
            .mapToObj(j -> new Change(j, other.captionRanks()[j] + 1, result.captionRanks()[j] + 1))
            .sorted(
                Comparator.comparingDouble(Change::ratio).reversed().thenComparing(Change::caption))
            .toList();
    int higher = (int) changes.stream().filter(Change::gained).count();
    return new EvaluationComparison(
        result.meanRecall() - other.meanRecall(),
        BootstrapInterval.ofMeanRecallDifference(
            result, other, imageOfCaption, EvaluationFigures.SEED),
        higher,
        changes.size() - higher,
        imageOfCaption.length - changes.size(),
        changes);
  }
}
