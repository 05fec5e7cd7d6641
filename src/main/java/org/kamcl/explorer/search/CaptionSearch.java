package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.archive.CaptionIndex;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.search.CaptionRanker.NearCaption;

/**
 * Ranks the captions of the archive for a query. Encoding a caption for the first time takes the
 * model about 10 ms. Archives with many captions are therefore searched among candidates: captions
 * of the images nearest to the query, and captions that contain its words.
 */
final class CaptionSearch {
  /** Up to this many captions, all are ranked. */
  private static final int MAX_CAPTIONS = 1000;

  private static final int NEAREST_IMAGES = 200;
  private static final int TEXT_MATCHES = 200;

  private final CaptionIndex index;
  private final CaptionRanker ranker;

  CaptionSearch(CaptionIndex index, CaptionRanker ranker) {
    this.index = index;
    this.ranker = ranker;
  }

  /**
   * The captions nearest to a query, best first.
   *
   * @param request its filter limits the images whose captions are ranked, its query selects
   *     candidates, its {@code top} limits the result
   */
  List<CaptionHit> nearest(ModelImages archive, EncodedQuery query, SearchRequest request) {
    List<String> captions = index.captions(request.filter(), MAX_CAPTIONS + 1);
    if (captions.size() > MAX_CAPTIONS) {
      captions = candidates(archive, query, request);
    }
    Map<String, List<Long>> images = index.images(captions, request.filter());
    List<String> ranked = captions.stream().filter(images::containsKey).toList();
    if (ranked.isEmpty()) {
      return List.of();
    }
    List<CaptionHit> hits = new ArrayList<>();
    for (NearCaption c : ranker.rank(query.vector(), ranked, request.top(), JobContext.NONE)) {
      hits.add(
          new CaptionHit(
              c.rank(), c.caption(), c.score(), images.getOrDefault(c.caption(), List.of())));
    }
    return hits;
  }

  /** The captions of the nearest images, and those with words of the query. */
  private List<String> candidates(ModelImages archive, EncodedQuery query, SearchRequest request) {
    Set<String> candidates = new LinkedHashSet<>();
    int images = Math.max(NEAREST_IMAGES, request.top());
    List<Long> nearest =
        archive
            .ranking()
            .rank(RankingQuery.of(query.vector()), request.filter(), images)
            .best()
            .stream()
            .map(RankedImage::id)
            .toList();
    archive.find(nearest).forEach(found -> candidates.addAll(found.image().captions()));
    for (QueryTerm term : request.query().terms()) {
      if (!term.excluded() && term.kind() != QueryTerm.Kind.IMAGE) {
        candidates.addAll(index.withWords(term.text(), TEXT_MATCHES));
      }
    }
    return List.copyOf(candidates);
  }
}
