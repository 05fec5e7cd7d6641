/**
 * Search: {@link org.kamcl.explorer.search.SearchService} is the one way from a query to ranked
 * hits. It reads stored relevance feedback, encodes the query ({@code QueryEncoder}), scans the
 * embedding index, and turns matches into hits with false match rates and shared concepts ({@code
 * HitScorer}). It also ranks captions and suggests query terms. Works with {@code catalog}, {@code
 * index} and the engine's {@code inference}.
 */
package org.kamcl.explorer.search;
