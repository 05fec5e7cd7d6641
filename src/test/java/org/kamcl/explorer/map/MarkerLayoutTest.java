package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

class MarkerLayoutTest {
  private static final double ZOOM = 6;
  private static final double PIXEL = 360 / Viewport.scale(ZOOM);

  /** Hits in a row on the equator with a distance in pixels. */
  private static List<SearchHit> row(double pixels, int count, boolean strong) {
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ImageRecord image = MapFixtures.square(i + 1L, i * pixels * PIXEL, 0, 0.001);
      hits.add(MapFixtures.hit(i + 1, image, strong));
    }
    return hits;
  }

  private static MarkerLayout layout(List<SearchHit> hits, double zoom) {
    return new MarkerLayout(hits, Projection.WEB_MERCATOR, zoom);
  }

  @Test
  void overlappingStrongHitsFormACluster() {
    MarkerLayout layout = layout(row(5, 4, true), ZOOM);
    assertEquals(1, layout.markers().size());
    HitMarker cluster = layout.markers().get(0);
    assertTrue(cluster.isCluster());
    assertEquals(4, cluster.hits().size());
    assertEquals(1, cluster.best().rank());
  }

  @Test
  void clustersSeparateAtALargerScale() {
    assertEquals(4, layout(row(5, 4, true), ZOOM + 3).markers().size());
  }

  @Test
  void weakHitsDoNotFormClustersNorJoinStrongOnes() {
    List<SearchHit> hits = new ArrayList<>(row(0, 1, true));
    hits.add(MapFixtures.hit(2, MapFixtures.square(2, 10 * PIXEL, 0, 0.001), false));
    hits.add(MapFixtures.hit(3, MapFixtures.square(3, 11 * PIXEL, 0, 0.001), false));
    MarkerLayout layout = layout(hits, ZOOM);
    assertEquals(2, layout.markers().size());
    assertTrue(layout.markers().stream().noneMatch(HitMarker::isCluster));
  }

  @Test
  void aLargeFootprintIsFramed() {
    ImageRecord image = MapFixtures.square(1, 10, 0, 60 * PIXEL);
    MarkerLayout layout = layout(List.of(MapFixtures.hit(1, image, true)), ZOOM);
    HitMarker frame = layout.markers().get(0);
    assertTrue(frame.isFramed());
    double x = Projection.WEB_MERCATOR.x(10 + 20 * PIXEL);
    assertEquals(frame, layout.markerAt(x, 0.5, 1).orElseThrow());
    double outside = Projection.WEB_MERCATOR.x(10 + 40 * PIXEL);
    assertFalse(layout.markerAt(outside, 0.5, 1).isPresent());
    assertFalse(layout(List.of(MapFixtures.hit(1, image, true)), 2).markers().get(0).isFramed());
  }

  @Test
  void markerAtFindsTheMarkerUnderThePointerOnly() {
    MarkerLayout layout = layout(row(60, 3, true), ZOOM);
    double second = Projection.WEB_MERCATOR.x(60 * PIXEL);
    assertEquals(2, layout.markerAt(second, 0.5, 1).orElseThrow().best().rank());
    assertTrue(layout.markerAt(second + 20 / Viewport.scale(ZOOM), 0.5, 1).isEmpty());
    assertTrue(
        layout.markerAt(second + 11 / Viewport.scale(ZOOM), 0.5, 2).isPresent(), "larger text");
  }

  @Test
  void theBestHitIsDrawnLast() {
    List<HitMarker> markers = layout(row(60, 5, true), ZOOM).markers();
    assertEquals(5, markers.get(0).best().rank());
    assertEquals(1, markers.get(4).best().rank());
  }
}
