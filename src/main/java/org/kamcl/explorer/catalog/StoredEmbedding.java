package org.kamcl.explorer.catalog;

/**
 * An embedding of an image in the archive.
 *
 * @param imageId id of the image
 * @param vector unit vector
 * @param concepts one byte per concept, 255 for a strength of 1
 */
public record StoredEmbedding(long imageId, float[] vector, byte[] concepts) {}
