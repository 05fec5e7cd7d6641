package org.kamcl.explorer.bulk;

import org.kamcl.explorer.archive.ImageEntry;

/**
 * An image of a part with its embedding.
 *
 * @param uri of its file, which is in the same part
 * @param image the image
 * @param vector unit vector
 * @param concepts one byte per concept, 255 for a strength of 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageRow(String uri, ImageEntry image, float[] vector, byte[] concepts) {}
