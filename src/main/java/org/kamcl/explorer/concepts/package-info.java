/**
 * What the model's concepts are in the archive: which images have them, which come together, how
 * the embeddings lie to each other. Works with {@code catalog}, {@code index} and {@code plot}; the
 * window uses it through {@code api}.
 */
@NullMarked
package org.kamcl.explorer.concepts;

import org.jspecify.annotations.NullMarked;
