package org.kamcl.explorer.domain;

import java.util.List;

/**
 * An image that was found.
 *
 * @param rank from 1
 * @param image what was found
 * @param score cosine similarity of image and query, -1..1
 * @param share of the archive that scores at least as high, above 0 to 1
 * @param concepts at most five, strongest in both first
 */
public record SearchHit(
    int rank, ImageRecord image, double score, double share, List<SharedConcept> concepts) {}
