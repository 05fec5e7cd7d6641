package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;
import org.kamcl.explorer.job.JobContext;

/**
 * Ranks the captions of the archive for a query. Reading captions takes the model a hundredth of a
 * second each, once: where there are many, those of the pictures nearest to the query are read, and
 * those with its words in them.
 */
final class CaptionSearch {
  /** All are read up to here. */
  private static final int FEW = 1000;

  private static final int NEAREST_PICTURES = 200;
  private static final int WITH_WORDS = 200;

  private final Catalog catalog;
  private final CaptionRanker ranker;

  CaptionSearch(Catalog catalog, CaptionRanker ranker) {
    this.catalog = catalog;
    this.ranker = ranker;
  }

  /**
   * @param allowed positions of the pictures whose captions count; null for all
   */
  List<CaptionHit> nearest(
      ArchiveSnapshot archive, EncodedQuery asked, BitSet allowed, SearchRequest request) {
    Map<String, List<Long>> owners = owners(archive, allowed);
    List<String> sentences = List.copyOf(owners.keySet());
    if (sentences.size() > FEW) {
      sentences = candidates(archive, asked, allowed, request, owners);
    }
    if (sentences.isEmpty()) {
      return List.of();
    }
    List<CaptionHit> hits = new ArrayList<>();
    for (RankedCaption s : ranker.rank(asked.vector(), sentences, request.top(), JobContext.NONE)) {
      hits.add(new CaptionHit(s.rank(), s.caption(), s.score(), owners.get(s.caption())));
    }
    return hits;
  }

  /** The pictures of each caption, in the order they were added. */
  private static Map<String, List<Long>> owners(ArchiveSnapshot archive, BitSet allowed) {
    Map<String, List<Long>> owners = new LinkedHashMap<>();
    for (int i = 0; i < archive.index().size(); i++) {
      ImageRecord image = archive.images().get(archive.index().id(i));
      if (image != null && (allowed == null || allowed.get(i))) {
        for (String caption : new LinkedHashSet<>(image.captions())) {
          owners.computeIfAbsent(caption, c -> new ArrayList<>()).add(image.id());
        }
      }
    }
    return owners;
  }

  private List<String> candidates(
      ArchiveSnapshot archive,
      EncodedQuery asked,
      BitSet allowed,
      SearchRequest request,
      Map<String, List<Long>> owners) {
    Set<String> some = new LinkedHashSet<>();
    int pictures = Math.max(NEAREST_PICTURES, request.top());
    for (Match match :
        archive.index().scan(asked.vector(), allowed, pictures, ScanListener.NONE).best()) {
      some.addAll(archive.images().get(match.id()).captions());
    }
    for (QueryTerm term : request.query().terms()) {
      if (!term.excluded() && term.kind() != QueryTerm.Kind.IMAGE) {
        some.addAll(catalog.searchCaptions(term.text(), WITH_WORDS));
      }
    }
    some.retainAll(owners.keySet());
    return List.copyOf(some);
  }
}
