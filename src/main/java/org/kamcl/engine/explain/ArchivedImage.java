package org.kamcl.engine.explain;

import org.kamcl.engine.inference.Embedding;

/**
 * What an archive knows about an image that is explained.
 *
 * @param embedding the one that searches compare
 * @param meanStrengths mean strength of each concept in the archive, 0..1
 * @param competition the image among those it is ranked with
 */
public record ArchivedImage(Embedding embedding, double[] meanStrengths, Competition competition) {}
