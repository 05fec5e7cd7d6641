package org.kamcl.explorer.domain;

/**
 * An image of the archive with a caption for training.
 *
 * @param image the image
 * @param caption one sentence
 */
public record CaptionedImage(ImageRecord image, String caption) {}
