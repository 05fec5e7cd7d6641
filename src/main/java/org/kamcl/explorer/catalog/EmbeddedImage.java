package org.kamcl.explorer.catalog;

/**
 * A picture with what a model says of it.
 *
 * @param vector of unit length
 * @param concepts a byte a concept, 255 for strength 1
 */
public record EmbeddedImage(FileEntry file, ImageEntry image, float[] vector, byte[] concepts) {}
