package org.kamcl.explorer.map;

import java.util.List;
import org.kamcl.explorer.domain.SearchHit;

/**
 * Hits that one marker represents at one zoom level.
 *
 * @param hits best first, at least one
 * @param x world x of the best hit
 * @param y world y of the best hit
 * @param ring footprint of the only hit in world coordinates if it is large enough for a frame;
 *     otherwise empty
 */
public record HitMarker(List<SearchHit> hits, double x, double y, double[] ring) {
  private static final double CLUSTER_RADIUS = 13;

  /** Fits three digits. */
  private static final double LARGE_CLUSTER_RADIUS = 16;

  private static final double STRONG_RADIUS = 6.5;
  private static final double WEAK_RADIUS = 4;

  /** The best hit. */
  public SearchHit best() {
    return hits.get(0);
  }

  /** Whether the marker shows the number of its hits. */
  public boolean isCluster() {
    return hits.size() > 1 && best().strong();
  }

  /** Whether the marker is a frame around the footprint. */
  public boolean isFramed() {
    return ring.length > 0;
  }

  /** Radius in pixels at normal text size. */
  public double radius() {
    if (isCluster()) {
      return hits.size() < 100 ? CLUSTER_RADIUS : LARGE_CLUSTER_RADIUS;
    }
    return best().strong() ? STRONG_RADIUS : WEAK_RADIUS;
  }
}
