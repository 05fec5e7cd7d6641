package org.kamcl.explorer.domain;

import java.util.List;

/**
 * An image that was found.
 *
 * @param rank from 1
 * @param image what was found
 * @param score cosine similarity of image and query less the penalty of what is excluded, -1..1
 *     without penalties
 * @param falseMatchRate share of chance matches that score at least as high, above 0 to 1: this
 *     query against images that have nothing to do with it, and this image against such queries
 * @param strong whether it counts as a match; others are only the nearest there is
 * @param concepts at most five, strongest in both first
 */
public record SearchHit(
    int rank,
    ImageRecord image,
    double score,
    double falseMatchRate,
    boolean strong,
    List<SharedConcept> concepts) {}
