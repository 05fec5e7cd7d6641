package org.kamcl.explorer.domain;

import java.time.Duration;
import java.util.List;

/**
 * What a search found.
 *
 * @param request as it was asked
 * @param model name of the model
 * @param hits best first
 * @param compared number of images the query was compared with
 * @param candidates number of images that the filter lets through; more than were compared while
 *     the search still goes on
 * @param unknownWords words of the query that the model does not know; they are not counted
 * @param duration it took
 */
public record SearchResult(
    SearchRequest request,
    String model,
    List<SearchHit> hits,
    int compared,
    int candidates,
    List<String> unknownWords,
    Duration duration) {
  /** Whether all candidates were compared. */
  public boolean complete() {
    return compared >= candidates;
  }

  /** How many hits count as matches; 0 means that nothing in the archive matches well. */
  public long strongMatches() {
    return hits.stream().filter(SearchHit::strong).count();
  }
}
