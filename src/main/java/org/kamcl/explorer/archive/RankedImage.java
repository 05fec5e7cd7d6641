package org.kamcl.explorer.archive;

/**
 * An image in a ranking.
 *
 * @param id of the image
 * @param score dot product with the vector of the query, less the penalty
 * @param penalty what excluded terms took from it, at least 0
 */
public record RankedImage(long id, float score, float penalty) {}
