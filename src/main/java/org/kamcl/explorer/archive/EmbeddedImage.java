package org.kamcl.explorer.archive;

/**
 * An image with its embedding.
 *
 * @param file the file of the image
 * @param image the image
 * @param vector unit vector
 * @param concepts one byte per concept, 255 for a strength of 1
 */
public record EmbeddedImage(FileEntry file, ImageEntry image, float[] vector, byte[] concepts) {}
