package org.kamcl.explorer.ui.explore;

import java.util.Optional;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/** State of a hit that cards and table rows share: selection, hover, mark and rating. */
final class HitCellModel {
  private final SelectionViewModel selection;
  private final HitActions actions;

  HitCellModel(SelectionViewModel selection, HitActions actions) {
    this.selection = selection;
    this.actions = actions;
  }

  private static boolean sameImage(SearchHit hit, SearchHit other) {
    return other != null && hit != null && other.image().id() == hit.image().id();
  }

  /** Whether a hit is selected; false for null. */
  boolean isSelected(SearchHit hit) {
    return sameImage(hit, selection.selected());
  }

  /** Whether the pointer is over a hit in any view; false for null. */
  boolean isHovered(SearchHit hit) {
    return sameImage(hit, selection.hoveredProperty().get());
  }

  /** Whether a hit is marked; false for null. */
  boolean isMarked(SearchHit hit) {
    return hit != null && selection.isMarked(hit);
  }

  /** The pointer has entered or left a hit. Leaving one that is no longer hovered does nothing. */
  void hover(SearchHit hit, boolean over) {
    if (over) {
      selection.hoveredProperty().set(hit);
    } else if (isHovered(hit)) {
      selection.hoveredProperty().set(null);
    }
  }

  /** Rating of a hit; none for null. */
  Rating rating(SearchHit hit) {
    return hit == null ? Rating.NONE : actions.rating(hit);
  }

  /** Icon of a rating; empty for none. */
  static Optional<String> icon(Rating rating) {
    return switch (rating) {
      case RELEVANT -> Optional.of("fth-thumbs-up");
      case NOT_RELEVANT -> Optional.of("fth-thumbs-down");
      case NONE -> Optional.empty();
    };
  }
}
