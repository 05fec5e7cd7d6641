/**
 * The training step and what it updates: both encoders on a batch, key encoders that follow by
 * momentum, the optimizer, learning rates and the moving average of the weights.
 *
 * <p>Works with {@link org.kamcl.engine.training.config} for the settings, {@link
 * org.kamcl.engine.training.data} for the batches and {@link org.kamcl.engine.training.loss} for
 * the losses. {@link org.kamcl.engine.training.run} calls it in a loop. (Ji et al., TGRS 2023,
 * section III.)
 */
@NullMarked
package org.kamcl.engine.training;

import org.jspecify.annotations.NullMarked;
