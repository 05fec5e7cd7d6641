package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchHit;

/**
 * The markers of all hits at one zoom level; it stays valid while the map is panned. Strong matches
 * whose markers would overlap form a cluster; weak ones are combined only if they are at the same
 * place. Hits with a large footprint get a frame instead.
 */
public final class MarkerLayout {
  /** Strong matches closer than this form a cluster, pixels. */
  static final double CLUSTER_DISTANCE = 28;

  private static final double WEAK_DISTANCE = 4;

  /** The smallest longer side of a footprint for a frame, pixels. */
  static final double MIN_FRAME_SIDE = FootprintRenderer.MIN_THUMBNAIL_SIDE;

  /** Weak matches beyond this rank are too many to be informative. */
  private static final int MAX_WEAK_RANK = 2000;

  /** Side of a cell of the lookup grid, pixels; at least the cluster distance. */
  private static final double CELL = 32;

  private final Projection projection;
  private final double scale;

  /** In drawing order: frames before points, the best hit last. */
  private final List<HitMarker> markers = new ArrayList<>();

  private final Map<Long, List<HitMarker>> cells = new HashMap<>();

  /**
   * @param hits best first; those without a footprint are ignored
   */
  public MarkerLayout(List<SearchHit> hits, Projection projection, double zoom) {
    this.projection = projection;
    this.scale = Viewport.scale(zoom);
    List<HitMarker> frames = new ArrayList<>();
    List<HitMarker> points = new ArrayList<>();
    for (SearchHit hit : hits) {
      Optional<Footprint> footprint = hit.image().footprint();
      if (footprint.isPresent()
          && (hit.strong() || hit.isListed() || hit.rank() <= MAX_WEAK_RANK)) {
        add(hit, footprint.get(), frames, points);
      }
    }
    Collections.reverse(frames);
    Collections.reverse(points);
    markers.addAll(frames);
    markers.addAll(points);
  }

  private void add(
      SearchHit hit, Footprint footprint, List<HitMarker> frames, List<HitMarker> points) {
    double[] ring = ProjectedRings.of(footprint, projection);
    double[] box = ProjectedRings.bounds(ring);
    GeoPoint center = footprint.center();
    double x = projection.x(center.lon());
    double y = projection.y(center.lat());
    List<SearchHit> hits = new ArrayList<>(List.of(hit));
    if (Math.max(box[2] - box[0], box[3] - box[1]) * scale >= MIN_FRAME_SIDE) {
      frames.add(new HitMarker(hits, x, y, ring));
      return;
    }
    double reach = hit.strong() ? CLUSTER_DISTANCE : WEAK_DISTANCE;
    for (HitMarker near : near(x, y)) {
      boolean sameStrength = near.best().strong() == hit.strong();
      if (sameStrength && Math.hypot(near.x() - x, near.y() - y) * scale < reach) {
        near.hits().add(hit);
        return;
      }
    }
    HitMarker marker = new HitMarker(hits, x, y, new double[0]);
    points.add(marker);
    cells.computeIfAbsent(cell(x * scale, y * scale, 0, 0), key -> new ArrayList<>()).add(marker);
  }

  private static long cell(double column, double row, int right, int down) {
    long x = (long) Math.floor(column / CELL) + right;
    long y = (long) Math.floor(row / CELL) + down;
    return x << 32 ^ (y & 0xFFFFFFFFL);
  }

  private List<HitMarker> near(double x, double y) {
    List<HitMarker> near = new ArrayList<>();
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        near.addAll(cells.getOrDefault(cell(x * scale, y * scale, right, down), List.of()));
      }
    }
    return near;
  }

  /** The markers in drawing order. */
  public List<HitMarker> markers() {
    return markers;
  }

  /**
   * The topmost marker at a point.
   *
   * @param x world x, 0 to 1
   * @param textScale factor by which text and markers are enlarged
   */
  public Optional<HitMarker> markerAt(double x, double y, double textScale) {
    HitMarker best = null;
    for (HitMarker marker : near(x, y)) {
      double away = Math.hypot(marker.x() - x, marker.y() - y) * scale;
      boolean better = best == null || marker.best().rank() < best.best().rank();
      if (away <= marker.radius() * textScale + 2 && better) {
        best = marker;
      }
    }
    return best == null ? frameAt(x, y) : Optional.of(best);
  }

  private Optional<HitMarker> frameAt(double x, double y) {
    for (int i = markers.size() - 1; i >= 0; i--) {
      HitMarker marker = markers.get(i);
      if (marker.isFramed()
          && (ProjectedRings.contains(marker.ring(), x, y)
              || ProjectedRings.contains(marker.ring(), x + 1, y)
              || ProjectedRings.contains(marker.ring(), x - 1, y))) {
        return Optional.of(marker);
      }
    }
    return Optional.empty();
  }
}
