package org.kamcl.explorer.ui.map;

import java.util.List;
import org.kamcl.explorer.domain.SearchHit;

/**
 * Hits so close together on the screen that they are one mark.
 *
 * @param hits best first
 * @param column on the map, pixels
 * @param row on the map, pixels
 */
record MapMark(List<SearchHit> hits, double column, double row) {
  SearchHit best() {
    return hits.get(0);
  }

  boolean cluster() {
    return hits.size() > 1;
  }

  /** Whether it says something: what is only the nearest there is, is drawn small and alone. */
  static boolean strong(SearchHit hit) {
    return hit.strong();
  }

  /** Pixels from the middle to the edge. */
  double radius() {
    if (cluster()) {
      return hits.size() < 100 ? 13 : 16;
    }
    return strong(best()) ? 6.5 : 4;
  }
}
