/**
 * Corpora for training as a service: checks with words and concepts, corpora made from images of
 * the archive, and the draft of the next run. Works with {@code engine.corpus}, {@code
 * engine.knowledge} and {@code explorer.imagery}.
 */
@NullMarked
package org.kamcl.explorer.corpus;

import org.jspecify.annotations.NullMarked;
