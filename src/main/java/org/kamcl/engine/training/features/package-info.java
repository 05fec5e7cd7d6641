/**
 * Features of encoders that stay frozen: computed once for each image and caption, kept on disk.
 * Works with {@code inference}, which computes them, and {@code data}, which reads them.
 */
@NullMarked
package org.kamcl.engine.training.features;

import org.jspecify.annotations.NullMarked;
