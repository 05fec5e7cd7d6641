package org.kamcl.explorer.domain;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The result of a search, complete or partial.
 *
 * @param request the request, with the relevance feedback that was used
 * @param model name of the model
 * @param hits best first
 * @param compared number of images that were compared with the query
 * @param candidates number of images that match the filter; more than were compared while the
 *     search is running, or if it was canceled
 * @param unknownWords words of the query that the model does not know; they are ignored
 * @param duration time the search took, without loading the model
 * @param approximate whether some of the best images may be missing, because an index of nearest
 *     neighbors was asked instead of all images; the scores of hits are exact in either case
 */
public record SearchResult(
    SearchRequest request,
    String model,
    List<SearchHit> hits,
    int compared,
    int candidates,
    List<String> unknownWords,
    Duration duration,
    boolean approximate) {
  /** A result of comparing all images that match the filter, or of those compared so far. */
  public SearchResult(
      SearchRequest request,
      String model,
      List<SearchHit> hits,
      int compared,
      int candidates,
      List<String> unknownWords,
      Duration duration) {
    this(request, model, hits, compared, candidates, unknownWords, duration, false);
  }

  /** Whether all candidates were compared. */
  public boolean complete() {
    return compared >= candidates;
  }

  /** Number of strong matches among the hits. */
  public long strongMatches() {
    return count(MatchBand.STRONG);
  }

  /** Number of hits in a band. */
  public long count(MatchBand band) {
    return hits.stream().filter(hit -> hit.band() == band).count();
  }

  /** The band of the most certain hit; weak if there are no hits. */
  public MatchBand bestBand() {
    return hits.stream().map(SearchHit::band).min(Comparator.naturalOrder()).orElse(MatchBand.WEAK);
  }
}
