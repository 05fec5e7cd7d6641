package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

class MarkLayoutTest {
  private static final double ZOOM = 6;
  private static final double PIXEL = 360 / Viewport.scale(ZOOM);

  /** Hits in a row on the equator, so many pixels apart. */
  private static List<SearchHit> row(double pixels, int count, boolean strong) {
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ImageRecord image = MapFixtures.square(i + 1L, i * pixels * PIXEL, 0, 0.001);
      hits.add(MapFixtures.hit(i + 1, image, strong));
    }
    return hits;
  }

  private static MarkLayout layout(List<SearchHit> hits, double zoom) {
    return new MarkLayout(hits, Projection.WEB_MERCATOR, zoom);
  }

  @Test
  void strongHitsThatWouldCoverEachOtherAreOneMarkWithTheirNumber() {
    MarkLayout layout = layout(row(5, 4, true), ZOOM);
    assertEquals(1, layout.marks().size());
    MapMark cluster = layout.marks().get(0);
    assertTrue(cluster.cluster());
    assertEquals(4, cluster.hits().size());
    assertEquals(1, cluster.best().rank());
  }

  @Test
  void fromNearerTheyComeApart() {
    assertEquals(4, layout(row(5, 4, true), ZOOM + 3).marks().size());
  }

  @Test
  void weakHitsAreNeverCountedAndJoinNoStrongOnes() {
    List<SearchHit> hits = new ArrayList<>(row(0, 1, true));
    hits.add(MapFixtures.hit(2, MapFixtures.square(2, 10 * PIXEL, 0, 0.001), false));
    hits.add(MapFixtures.hit(3, MapFixtures.square(3, 11 * PIXEL, 0, 0.001), false));
    MarkLayout layout = layout(hits, ZOOM);
    assertEquals(2, layout.marks().size());
    assertTrue(layout.marks().stream().noneMatch(MapMark::cluster));
  }

  @Test
  void whatIsLargeOnTheMapIsFramedWhereItIs() {
    ImageRecord image = MapFixtures.square(1, 10, 0, 60 * PIXEL);
    MarkLayout layout = layout(List.of(MapFixtures.hit(1, image, true)), ZOOM);
    MapMark frame = layout.marks().get(0);
    assertTrue(frame.framed());
    double x = Projection.WEB_MERCATOR.x(10 + 20 * PIXEL);
    assertEquals(frame, layout.at(x, 0.5, 1).orElseThrow());
    double outside = Projection.WEB_MERCATOR.x(10 + 40 * PIXEL);
    assertFalse(layout.at(outside, 0.5, 1).isPresent());
    assertFalse(layout(List.of(MapFixtures.hit(1, image, true)), 2).marks().get(0).framed());
  }

  @Test
  void thePointerFindsTheMarkUnderItAndNoneBeside() {
    MarkLayout layout = layout(row(60, 3, true), ZOOM);
    double second = Projection.WEB_MERCATOR.x(60 * PIXEL);
    assertEquals(2, layout.at(second, 0.5, 1).orElseThrow().best().rank());
    assertTrue(layout.at(second + 20 / Viewport.scale(ZOOM), 0.5, 1).isEmpty());
    assertTrue(layout.at(second + 11 / Viewport.scale(ZOOM), 0.5, 2).isPresent(), "larger text");
  }

  @Test
  void theBestIsDrawnLast() {
    List<MapMark> marks = layout(row(60, 5, true), ZOOM).marks();
    assertEquals(5, marks.get(0).best().rank());
    assertEquals(1, marks.get(4).best().rank());
  }
}
