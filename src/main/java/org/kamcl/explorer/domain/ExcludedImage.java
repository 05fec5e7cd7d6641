package org.kamcl.explorer.domain;

/**
 * An image of a corpus that a run leaves out.
 *
 * @param split of the image
 * @param filename as listed in the corpus
 */
public record ExcludedImage(String split, String filename) {}
