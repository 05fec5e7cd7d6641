package org.kamcl.explorer.search;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.kamcl.explorer.api.ImageSearch.SearchListener;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.Ranking;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;

/** Builds results from the state of a scan. */
final class ResultBuilder {
  private final SearchRequest request;
  private final String model;
  private final HitScorer scorer;
  private final EncodedQuery query;
  private final SearchListener listener;
  private final long start;
  private final long reportInterval;
  private long lastReport;

  /**
   * @param model name of the model
   * @param start when the search began, {@link System#nanoTime}
   * @param reportInterval minimum time between two partial results, nanoseconds
   */
  ResultBuilder(
      SearchRequest request,
      String model,
      HitScorer scorer,
      EncodedQuery query,
      SearchListener listener,
      long start,
      long reportInterval) {
    this.request = request;
    this.model = model;
    this.scorer = scorer;
    this.query = query;
    this.listener = listener;
    this.start = start;
    this.reportInterval = reportInterval;
    this.lastReport = start;
  }

  /** Reports a partial result; returns whether the scan should continue. */
  boolean reportProgress(int compared, int candidates, Supplier<List<RankedImage>> best) {
    long now = System.nanoTime();
    if (compared >= candidates || now - lastReport < reportInterval) {
      return true;
    }
    boolean proceed = listener.onPartialResult(build(best.get(), compared, candidates, false));
    lastReport = System.nanoTime();
    return proceed;
  }

  /** The result of a complete ranking, or of one that the listener stopped. */
  SearchResult build(Ranking ranking) {
    boolean approximate = ranking.accuracy() instanceof Ranking.Approximate;
    return build(ranking.best(), ranking.compared(), ranking.candidates(), approximate);
  }

  private SearchResult build(
      List<RankedImage> matches, int compared, int candidates, boolean approximate) {
    return new SearchResult(
        request,
        model,
        scorer.hits(matches, request.top()),
        compared,
        candidates,
        query.unknownWords(),
        Duration.ofNanos(System.nanoTime() - start),
        approximate);
  }
}
