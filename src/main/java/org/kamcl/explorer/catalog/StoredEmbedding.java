package org.kamcl.explorer.catalog;

/**
 * What a model says of a picture of the archive.
 *
 * @param imageId id of the picture
 * @param vector of unit length
 * @param concepts a byte a concept, 255 for strength 1
 */
public record StoredEmbedding(long imageId, float[] vector, byte[] concepts) {}
