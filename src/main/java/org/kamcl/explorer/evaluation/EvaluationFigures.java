package org.kamcl.explorer.evaluation;

import java.util.function.IntPredicate;
import org.kamcl.engine.evaluation.RecallBootstrap;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Summary;

/**
 * The figures of an evaluation with 95 % intervals, by bootstrap over images.
 *
 * @param result metrics by the published protocol
 * @param intervals of its recalls
 */
public record EvaluationFigures(RetrievalResult result, RecallBootstrap.Intervals intervals) {
  /** The seed of all intervals, so that the same evaluation has the same intervals everywhere. */
  public static final long SEED = 1;

  /** Computes the figures of an evaluation. */
  public static EvaluationFigures of(Evaluation evaluation) {
    return of(evaluation.result(), evaluation.imageOfCaption());
  }

  /**
   * Computes the figures of ranks.
   *
   * @param imageOfCaption index of the image of each caption
   */
  public static EvaluationFigures of(RetrievalResult result, int[] imageOfCaption) {
    IntPredicate all = image -> true;
    return new EvaluationFigures(
        result, new RecallBootstrap(result, imageOfCaption, all).intervals(SEED));
  }

  /** What is listed of an evaluation with these figures. */
  public Summary summary(Evaluation evaluation) {
    return new Summary(
        evaluation.id(),
        evaluation.setting(),
        evaluation.images().size(),
        evaluation.captions().size(),
        result.imageToText(),
        result.textToImage(),
        result.meanRecall(),
        intervals.mean());
  }
}
