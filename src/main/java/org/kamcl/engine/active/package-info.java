/**
 * Which images should be captioned next: how unsure a model is about an image, the choice of images
 * that it is unsure about and that differ from the captioned ones, and an experiment that compares
 * this choice with a random one. It works with embeddings, not with files.
 */
@NullMarked
package org.kamcl.engine.active;

import org.jspecify.annotations.NullMarked;
