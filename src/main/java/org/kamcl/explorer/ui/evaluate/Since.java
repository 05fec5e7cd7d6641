package org.kamcl.explorer.ui.evaluate;

import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.evaluation.EvaluationComparison;

/** Another evaluation of the same images and captions, and what has changed since. */
record Since(Evaluation other, EvaluationComparison comparison) {}
