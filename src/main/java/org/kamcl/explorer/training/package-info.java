/**
 * Training runs: each in a process of its own, in a queue, found again after a restart; what their
 * folders say as summaries and events, and an index of it in the catalog. Implements {@code
 * api.TrainingRuns}.
 */
@NullMarked
package org.kamcl.explorer.training;

import org.jspecify.annotations.NullMarked;
