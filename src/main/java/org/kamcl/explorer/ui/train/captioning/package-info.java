/**
 * The captioning queue: images that the model is unsure about are shown one after the other, and
 * people describe them by keyboard. What they write is stored at once and becomes a corpus.
 */
@NullMarked
package org.kamcl.explorer.ui.train.captioning;

import org.jspecify.annotations.NullMarked;
