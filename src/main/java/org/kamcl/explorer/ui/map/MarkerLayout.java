package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;

/**
 * The hits as marks at one zoom: made once and moved while one pans. Strong hits that would cover
 * each other become a cluster; weak ones only if they lie on each other. What is large enough is
 * framed where it is.
 */
final class MarkerLayout {
  /** Strong hits closer than this are one mark, pixels. */
  static final double CLUSTER_DISTANCE = 28;

  /** Weak ones closer than this. */
  private static final double WEAK_DISTANCE = 4;

  /** Pixels that a footprint must be long to be framed. */
  static final double FRAME_SIDE = FootprintRenderer.PICTURE_SIDE;

  /** Weak hits beyond this rank say nothing that the map could show. */
  private static final int LAST_WEAK = 2000;

  private static final double CELL = 32;

  private final Projection projection;
  private final double scale;

  /** Worst first, so that the best is drawn on top; frames before marks. */
  private final List<HitMarker> marks = new ArrayList<>();

  private final Map<Long, List<HitMarker>> cells = new HashMap<>();

  /**
   * @param hits best first
   */
  MarkerLayout(List<SearchHit> hits, Projection projection, double zoom) {
    this.projection = projection;
    this.scale = Viewport.scale(zoom);
    List<HitMarker> frames = new ArrayList<>();
    List<HitMarker> dots = new ArrayList<>();
    for (SearchHit hit : hits) {
      Optional<Footprint> footprint = hit.image().footprint();
      if (footprint.isPresent() && (hit.strong() || hit.rank() <= LAST_WEAK)) {
        add(hit, footprint.get(), frames, dots);
      }
    }
    Collections.reverse(frames);
    Collections.reverse(dots);
    marks.addAll(frames);
    marks.addAll(dots);
  }

  private void add(
      SearchHit hit, Footprint footprint, List<HitMarker> frames, List<HitMarker> dots) {
    double[] ring = ProjectedRings.of(footprint, projection);
    double[] box = ProjectedRings.bounds(ring);
    GeoPoint middle = footprint.center();
    double x = projection.x(middle.lon());
    double y = projection.y(middle.lat());
    List<SearchHit> own = new ArrayList<>(List.of(hit));
    if (Math.max(box[2] - box[0], box[3] - box[1]) * scale >= FRAME_SIDE) {
      frames.add(new HitMarker(own, x, y, ring));
      return;
    }
    double reach = hit.strong() ? CLUSTER_DISTANCE : WEAK_DISTANCE;
    for (HitMarker near : near(x, y)) {
      boolean alike = near.best().strong() == hit.strong();
      if (alike && Math.hypot(near.x() - x, near.y() - y) * scale < reach) {
        near.hits().add(hit);
        return;
      }
    }
    HitMarker mark = new HitMarker(own, x, y, new double[0]);
    dots.add(mark);
    cells.computeIfAbsent(cell(x * scale, y * scale, 0, 0), key -> new ArrayList<>()).add(mark);
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

  /** In the order of drawing. */
  List<HitMarker> markers() {
    return marks;
  }

  /**
   * The topmost mark at a place.
   *
   * @param x world coordinate from 0 to 1
   * @param grow of marks with the text size
   */
  Optional<HitMarker> markerAt(double x, double y, double grow) {
    HitMarker best = null;
    for (HitMarker mark : near(x, y)) {
      double away = Math.hypot(mark.x() - x, mark.y() - y) * scale;
      boolean better = best == null || mark.best().rank() < best.best().rank();
      if (away <= mark.radius() * grow + 2 && better) {
        best = mark;
      }
    }
    return best == null ? frameAt(x, y) : Optional.of(best);
  }

  private Optional<HitMarker> frameAt(double x, double y) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      HitMarker mark = marks.get(i);
      if (mark.isFramed()
          && (contains(mark.ring(), x, y)
              || contains(mark.ring(), x + 1, y)
              || contains(mark.ring(), x - 1, y))) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  /** Whether a point is in a ring: an odd number of edges lies to the east of it. */
  static boolean contains(double[] ring, double x, double y) {
    boolean inside = false;
    for (int i = 0; i < ring.length; i += 2) {
      int j = i == 0 ? ring.length - 2 : i - 2;
      if (ring[i + 1] > y != ring[j + 1] > y) {
        double at = ring[i] + (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) * (ring[j] - ring[i]);
        inside ^= x < at;
      }
    }
    return inside;
  }
}
