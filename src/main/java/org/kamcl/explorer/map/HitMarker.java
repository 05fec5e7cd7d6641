package org.kamcl.explorer.map;

import java.util.List;
import org.kamcl.explorer.domain.SearchHit;

/**
 * Hits so close together at one zoom that they are one mark.
 *
 * @param hits best first
 * @param x world coordinate of the best one
 * @param y world coordinate of the best one
 * @param ring of the only hit, world coordinates, where it is large enough to be framed; else empty
 */
public record HitMarker(List<SearchHit> hits, double x, double y, double[] ring) {
  public SearchHit best() {
    return hits.get(0);
  }

  /** Whether it is drawn as the number of its hits. */
  public boolean isCluster() {
    return hits.size() > 1 && best().strong();
  }

  /** Whether it is drawn as a frame around the image. */
  public boolean isFramed() {
    return ring.length > 0;
  }

  /** Pixels from the middle to the edge, at normal text size. */
  public double radius() {
    if (isCluster()) {
      return hits.size() < 100 ? 13 : 16;
    }
    return best().strong() ? 6.5 : 4;
  }
}
