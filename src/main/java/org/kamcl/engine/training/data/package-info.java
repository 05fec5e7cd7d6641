/**
 * Training data: which images and captions make up a batch, augmented and tokenized ahead of the
 * step, which of them are no negatives of each other, and the random streams that decide it. Reads
 * images through {@link org.kamcl.engine.image} and settings from {@link
 * org.kamcl.engine.training.config}.
 */
@NullMarked
package org.kamcl.engine.training.data;

import org.jspecify.annotations.NullMarked;
