package org.kamcl.engine.explain;

import org.kamcl.engine.image.RgbImage;

/**
 * An image that is explained.
 *
 * @param pixels of any size, as the model embeds them
 */
public record ExplainedImage(RgbImage pixels) {}
