package org.kamcl.explorer.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.ImagePage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;

/** Answers requests without a query: images that match a filter, in an order. */
final class ImageLister {
  private final Archive archive;
  private final ImageLists lists;

  ImageLister(Archive archive, ImageLists lists) {
    this.archive = archive;
    this.lists = lists;
  }

  /**
   * The first images of a request without a query.
   *
   * @throws KamclException with {@link SearchError#ARCHIVE_EMPTY}
   */
  SearchResult list(SearchRequest request) {
    long start = System.nanoTime();
    ImagePage page = lists.list(request.filter(), request.order(), 0, request.top());
    if (page.matching() == 0 && archive.count(SearchFilter.NONE) == 0) {
      throw new KamclException(SearchError.ARCHIVE_EMPTY);
    }
    List<SearchHit> hits = new ArrayList<>();
    for (ImageRecord image : page.images()) {
      hits.add(SearchHit.listed(hits.size() + 1, image));
    }
    return new SearchResult(
        request.with(RelevanceFeedback.NONE),
        "",
        hits,
        page.matching(),
        page.matching(),
        List.of(),
        Duration.ofNanos(System.nanoTime() - start));
  }
}
