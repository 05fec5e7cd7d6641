package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

class HitsInViewTest {
  private static final Projection MERCATOR = Projection.WEB_MERCATOR;

  private final Viewport trento =
      Viewport.world(MERCATOR, 400, 300).withZoom(8).centeredOn(new GeoPoint(11.1, 46));

  private static SearchHit unplaced(int rank) {
    return MapFixtures.hit(
        rank, ImageRecord.builder(rank, "Trial", Path.of("x.png")).size(8, 8).build(), true);
  }

  @Test
  void hitsInTheViewAreCountedAndStrongOnesBeyondItAreNoticed() {
    HitsInView hits =
        new HitsInView(
            List.of(
                MapFixtures.hit(1, MapFixtures.square(1, 11.1, 46, 0.1), true),
                MapFixtures.hit(2, MapFixtures.square(2, 11.2, 46, 0.1), false),
                MapFixtures.hit(3, MapFixtures.square(3, 100, 40, 0.1), true),
                unplaced(4)),
            MERCATOR);
    assertEquals(2, hits.count(trento));
    assertFalse(hits.showsMain(trento));
    assertEquals(2, hits.main().size(), "the strong ones with a place");
    Viewport fitted = trento.fittedTo(Extent.around(hits.main()), 40);
    assertTrue(hits.showsMain(fitted));
    assertEquals(3, hits.count(fitted));
  }

  @Test
  void withoutStrongMatchesAllHitsCount() {
    HitsInView hits =
        new HitsInView(
            List.of(
                MapFixtures.hit(1, MapFixtures.square(1, 11.1, 46, 0.1), false),
                MapFixtures.hit(2, MapFixtures.square(2, 60, 46, 0.1), false)),
            MERCATOR);
    assertFalse(hits.hasStrong());
    assertEquals(2, hits.main().size());
    assertFalse(hits.showsMain(trento));
  }

  @Test
  void aFootprintAcrossTheAntimeridianIsVisibleFromBothSides() {
    HitsInView hits =
        new HitsInView(
            List.of(MapFixtures.hit(1, MapFixtures.square(1, 180, 0, 0.5), true)), MERCATOR);
    for (double lon : new double[] {179.5, -179.5}) {
      assertEquals(1, hits.count(trento.centeredOn(new GeoPoint(lon, 0))));
    }
    assertEquals(0, hits.count(trento));
  }

  @Test
  void anExtentAroundWideFootprintsIsNotTheirComplement() {
    Extent wide = Extent.around(List.of(Footprint.box(-170, -60, 340, 60))).orElseThrow();
    assertEquals(-170, wide.west());
    assertEquals(170, wide.east());
    Extent across = Extent.around(List.of(Footprint.box(100, -60, 200, 60))).orElseThrow();
    assertEquals(100, across.west());
    assertEquals(300, across.east());
  }

  @Test
  void theWholeWorldFitsIntoANarrowMap() {
    Viewport narrow = Viewport.world(MERCATOR, 300, 800).fittedToWorld();
    assertTrue(narrow.visibleArea().isEmpty());
    assertEquals(300, narrow.scale(), 1e-6);
    assertEquals(400, narrow.row(0.5), 1e-6, "in the middle");
    Viewport plate = narrow.withProjection(Projection.PLATE_CARREE).fittedToWorld();
    assertTrue(plate.visibleArea().isEmpty());
  }
}
