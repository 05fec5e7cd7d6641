package org.kamcl.explorer.ui.explore;

import java.util.List;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/** Shows the hits of a search and selects one of them. */
final class AnswerSelection {
  private final SelectionViewModel selection;

  /** Id of the image that was selected automatically; -1 before there are hits. */
  private long selectedHere = -1;

  /** How a result replaces the displayed hits. */
  enum Kind {
    /** A new query: the best hit is selected, and the search is added to the history. */
    NEW_QUERY,
    /**
     * The same query with other filters or feedback: the selection is kept if it is still found.
     */
    REFINED,
    /** The next page of the same result. */
    NEXT_PAGE
  }

  AnswerSelection(SelectionViewModel selection) {
    this.selection = selection;
  }

  /** A search starts: until somebody selects a hit, the best one is selected. */
  void begin() {
    selectedHere = -1;
  }

  /** Shows hits. */
  void show(List<SearchHit> hits, Kind kind) {
    switch (kind) {
      case NEW_QUERY -> showBest(hits);
      case REFINED -> selection.replace(hits);
      case NEXT_PAGE -> selection.extend(hits);
    }
  }

  /** Shows no hits. */
  void clear() {
    selection.show(List.of());
  }

  /** Selects the best hit unless another one was selected while results arrived. */
  private void showBest(List<SearchHit> hits) {
    SearchHit selected = selection.selected();
    if (selectedHere < 0 || selected == null || selected.image().id() == selectedHere) {
      selection.show(hits);
    } else {
      selection.replace(hits);
    }
    selectedHere = hits.isEmpty() ? -1 : hits.get(0).image().id();
  }
}
