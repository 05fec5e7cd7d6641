package org.kamcl.explorer.ui.concepts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/**
 * Leads from concepts to images.
 *
 * @param hits actions of the Explore perspective
 * @param inspect shows an image in the Inspect perspective
 */
record ConceptActions(
    HitActions hits, SelectionViewModel selection, Consumer<ImageRecord> inspect) {
  /** Hits of the first page; Explore loads more on scrolling. */
  private static final int PAGE = 200;

  /** Adds concepts to the query of Explore and excludes them. */
  ConceptHandler query() {
    return hits.concepts();
  }

  /** Searches all images for a concept alone. */
  void search(String concept) {
    hits.navigation().explore();
    hits.search().search(SearchRequest.of(new Query(List.of(QueryTerm.words(concept))), PAGE));
  }

  /** Lists the images that have a concept. */
  void list(String concept, Iterable<Long> images) {
    Set<Long> ids = new HashSet<>();
    images.forEach(ids::add);
    list(new ImageSubset(concept, ids));
  }

  /** Lists the marked images, which stay marked. */
  void listMarked() {
    selection.keepMarks();
    list(ImageSubset.of(selection.marks()));
  }

  private void list(ImageSubset subset) {
    hits.navigation().explore();
    hits.search()
        .search(
            new SearchRequest(
                Query.empty(),
                SearchFilter.NONE.withSubset(Optional.of(subset)),
                Optional.empty(),
                PAGE));
  }
}
