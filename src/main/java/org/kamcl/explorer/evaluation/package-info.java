/**
 * Evaluation of models on corpora: embeds a split once and keeps the embeddings, computes ranks and
 * keeps them in the workspace, and says what follows from them: figures with intervals, categories,
 * confusion, failures, comparisons, published figures, and a report. {@link
 * org.kamcl.explorer.evaluation.EvaluationService} is the entry point. Works with {@code
 * engine.evaluation}.
 */
@NullMarked
package org.kamcl.explorer.evaluation;

import org.jspecify.annotations.NullMarked;
