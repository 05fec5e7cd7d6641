package org.kamcl.explorer.domain;

/**
 * How much a term of a query contributes to the score of an image.
 *
 * @param term the term
 * @param score its part of the cosine similarity; negative if it lowers it. The parts of all terms
 *     add up to the similarity of image and query without relevance feedback.
 */
public record TermContribution(QueryTerm term, double score) {}
