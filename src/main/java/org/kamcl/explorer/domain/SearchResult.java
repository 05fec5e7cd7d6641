package org.kamcl.explorer.domain;

import java.time.Duration;
import java.util.List;

/**
 * What a search found.
 *
 * @param query as it was asked
 * @param model name of the model
 * @param hits best first
 * @param compared number of images the query was compared with
 * @param time it took
 */
public record SearchResult(
    String query, String model, List<SearchHit> hits, int compared, Duration time) {}
