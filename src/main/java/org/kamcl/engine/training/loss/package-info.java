/**
 * The losses on arrays of features, with the queues of keys that momentum contrast compares with.
 * Knows nothing of images, captions and encoders. (Ji et al., TGRS 2023, sections III-C to E.)
 */
@NullMarked
package org.kamcl.engine.training.loss;

import org.jspecify.annotations.NullMarked;
