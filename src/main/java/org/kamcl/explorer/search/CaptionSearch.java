package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;
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

  private final Catalog catalog;
  private final CaptionRanker ranker;

  CaptionSearch(Catalog catalog, CaptionRanker ranker) {
    this.catalog = catalog;
    this.ranker = ranker;
  }

  /**
   * The captions nearest to a query, best first.
   *
   * @param positions positions of the images whose captions are ranked; null for all
   * @param request its query selects candidates, its {@code top} limits the result
   */
  List<CaptionHit> nearest(
      ArchiveSnapshot archive, EncodedQuery query, BitSet positions, SearchRequest request) {
    Map<String, List<Long>> imagesByCaption = imagesByCaption(archive, positions);
    List<String> captions = List.copyOf(imagesByCaption.keySet());
    if (captions.size() > MAX_CAPTIONS) {
      captions = candidates(archive, query, positions, request, imagesByCaption.keySet());
    }
    if (captions.isEmpty()) {
      return List.of();
    }
    List<CaptionHit> hits = new ArrayList<>();
    for (NearCaption c : ranker.rank(query.vector(), captions, request.top(), JobContext.NONE)) {
      hits.add(new CaptionHit(c.rank(), c.caption(), c.score(), imagesByCaption.get(c.caption())));
    }
    return hits;
  }

  /** Image ids by caption, in the order the images were added. */
  private static Map<String, List<Long>> imagesByCaption(
      ArchiveSnapshot archive, BitSet positions) {
    Map<String, List<Long>> imagesByCaption = new LinkedHashMap<>();
    for (int i = 0; i < archive.index().size(); i++) {
      ImageRecord image = archive.images().find(archive.index().id(i));
      if (image != null && (positions == null || positions.get(i))) {
        for (String caption : new LinkedHashSet<>(image.captions())) {
          imagesByCaption.computeIfAbsent(caption, c -> new ArrayList<>()).add(image.id());
        }
      }
    }
    return imagesByCaption;
  }

  private List<String> candidates(
      ArchiveSnapshot archive,
      EncodedQuery query,
      BitSet positions,
      SearchRequest request,
      Set<String> allowed) {
    Set<String> candidates = new LinkedHashSet<>();
    int images = Math.max(NEAREST_IMAGES, request.top());
    for (Match match :
        archive.index().scan(query.vector(), positions, images, ScanListener.NONE).best()) {
      candidates.addAll(archive.images().get(match.id()).captions());
    }
    for (QueryTerm term : request.query().terms()) {
      if (!term.excluded() && term.kind() != QueryTerm.Kind.IMAGE) {
        candidates.addAll(catalog.words().captions(term.text(), TEXT_MATCHES));
      }
    }
    candidates.retainAll(allowed);
    return List.copyOf(candidates);
  }
}
