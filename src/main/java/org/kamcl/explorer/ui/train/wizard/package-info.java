/**
 * The wizard of a new run, in four steps: corpus, initial weights, settings, review. Works with the
 * ports {@code TrainingCorpora} and {@code TrainingRuns}.
 */
package org.kamcl.explorer.ui.train.wizard;
