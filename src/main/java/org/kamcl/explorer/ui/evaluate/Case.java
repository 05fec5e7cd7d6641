package org.kamcl.explorer.ui.evaluate;

import java.util.Optional;
import org.kamcl.explorer.evaluation.EvaluationComparison.Change;

/**
 * A listed caption.
 *
 * @param caption index of the caption
 * @param change how its rank has changed, in a list of changes
 */
record Case(int caption, Optional<Change> change) {}
