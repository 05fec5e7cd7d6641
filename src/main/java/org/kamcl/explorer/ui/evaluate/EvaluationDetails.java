package org.kamcl.explorer.ui.evaluate;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Published;
import org.kamcl.explorer.evaluation.CategoryBreakdown;
import org.kamcl.explorer.evaluation.CategoryConfusion;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.evaluation.EvaluationFigures;
import org.kamcl.explorer.evaluation.Failure;
import org.kamcl.explorer.evaluation.RankHistogram;

/**
 * An evaluation with all that is shown of it.
 *
 * @param reranked figures after re-ranking, if it was asked for
 * @param rerankingEffect difference from the figures without it
 * @param worst captions whose image does not rank first, the worst first
 */
record EvaluationDetails(
    Evaluation evaluation,
    EvaluationFigures figures,
    Optional<EvaluationFigures> reranked,
    Optional<EvaluationComparison> rerankingEffect,
    CategoryBreakdown categories,
    CategoryConfusion confusion,
    RankHistogram ranks,
    List<Integer> worst,
    Published published) {

  /** Computes everything; takes some tenths of a second. */
  static EvaluationDetails of(Evaluation evaluation, Published published) {
    return new EvaluationDetails(
        evaluation,
        EvaluationFigures.of(evaluation),
        evaluation
            .rerankedResult()
            .map(after -> EvaluationFigures.of(after, evaluation.imageOfCaption())),
        evaluation.reranking().map(after -> EvaluationComparison.ofReranking(evaluation)),
        CategoryBreakdown.of(evaluation),
        CategoryConfusion.of(evaluation),
        RankHistogram.of(evaluation),
        Failure.worst(evaluation),
        published);
  }
}
