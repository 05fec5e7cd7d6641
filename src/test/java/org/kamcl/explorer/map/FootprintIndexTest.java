package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;

class FootprintIndexTest {
  private static final Projection MERCATOR = Projection.WEB_MERCATOR;

  private static Set<Long> query(FootprintIndex index, double[] box, double minSide) {
    Set<Long> found = new TreeSet<>();
    index.query(box[0], box[1], box[2], box[3], minSide, item -> found.add(item.image().id()));
    return found;
  }

  @Test
  void aQueryAgreesWithALinearSearch() {
    List<ImageRecord> images = MapFixtures.archive(3000, 5);
    FootprintIndex index = FootprintIndex.of(images, MERCATOR);
    Random random = new Random(6);
    int all = 0;
    for (int i = 0; i < 200; i++) {
      double west = random.nextDouble();
      double north = random.nextDouble();
      double side = random.nextDouble() * random.nextDouble() * 0.4;
      double minSide = i % 2 == 0 ? 0 : random.nextDouble() * 0.001;
      double[] box = {west, north, west + side, north + side};
      Set<Long> expected = new TreeSet<>();
      for (ImageRecord image : images) {
        double[] b =
            ProjectedRings.bounds(ProjectedRings.of(image.footprint().orElseThrow(), MERCATOR));
        boolean meets = b[0] <= box[2] && b[2] >= box[0] && b[1] <= box[3] && b[3] >= box[1];
        if (meets && Math.max(b[2] - b[0], b[3] - b[1]) >= minSide) {
          expected.add(image.id());
        }
      }
      assertEquals(expected, query(index, box, minSide));
      all += expected.size();
    }
    assertTrue(all > 1000, "the queries found something");
  }

  @Test
  void imagesWithoutAFootprintAreIgnored() {
    assertEquals(Set.of(), query(FootprintIndex.empty(MERCATOR), new double[] {0, 0, 1, 1}, 0));
    assertEquals(1, FootprintIndex.of(List.of(MapFixtures.square(1, 0, 0, 1)), MERCATOR).size());
  }

  @Test
  void aFootprintWithoutAnExtentIsFound() {
    ImageRecord point =
        MapFixtures.image(1, new GeoPoint(0, 0), new GeoPoint(0, 0), new GeoPoint(0, 0));
    FootprintIndex index = FootprintIndex.of(List.of(point), MERCATOR);
    assertEquals(Set.of(1L), query(index, new double[] {0.4, 0.4, 0.6, 0.6}, 0));
    assertEquals(Set.of(), query(index, new double[] {0.4, 0.4, 0.6, 0.6}, 1e-9));
  }

  @Test
  void aFootprintAcrossTheAntimeridianIsWholeAndNarrow() {
    ImageRecord fiji = MapFixtures.square(1, 180, -17, 2);
    double[] ring = ProjectedRings.of(fiji.footprint().orElseThrow(), MERCATOR);
    double[] box = ProjectedRings.bounds(ring);
    assertEquals(2.0 / 360, box[2] - box[0], 1e-9);
    FootprintIndex index = FootprintIndex.of(List.of(fiji), MERCATOR);
    double y = MERCATOR.y(-17);
    // Seen from the west on its own copy of the world, and from the east on the next copy.
    assertEquals(Set.of(1L), query(index, new double[] {0.997, y, 0.998, y}, 0));
    assertEquals(Set.of(1L), query(index, new double[] {1.001, y, 1.002, y}, 0));
  }

  @Test
  void aFootprintAroundThePoleReachesTheEdgeOfTheMap() {
    ImageRecord polar =
        MapFixtures.image(
            1,
            new GeoPoint(-45, -75),
            new GeoPoint(45, -75),
            new GeoPoint(135, -75),
            new GeoPoint(-135, -75));
    for (Projection projection : Projection.values()) {
      double[] ring = ProjectedRings.of(polar.footprint().orElseThrow(), projection);
      double[] box = ProjectedRings.bounds(ring);
      assertEquals(1, box[2] - box[0], 1e-9, "all longitudes");
      assertEquals(projection.height(), box[3], 1e-9, "to the southern edge");
      assertEquals(projection.y(-75), box[1], 1e-9, "from its own parallel");
      int seams = 0;
      for (int i = 0; i < ring.length; i += 2) {
        seams += ProjectedRings.isSeam(ring, i, projection) ? 1 : 0;
      }
      assertEquals(3, seams, "to the pole, along it and back");
    }
  }

  @Test
  void aRingFollowsItsImageIfEachSideHasTheSameNumberOfCorners() {
    assertFalse(ProjectedRings.followsImage(new double[] {0, 0, 1, 0, 1, 1}));
    assertTrue(ProjectedRings.followsImage(new double[] {0, 0, 2, 0, 2, 2, 0, 2}));
    assertFalse(ProjectedRings.followsImage(new double[] {0, 0, 2, 0, 2, 2, 1, 2, 0, 2}));
    assertTrue(
        ProjectedRings.followsImage(new double[] {0, 0, 1, 0, 2, 0, 2, 1, 2, 2, 1, 2, 0, 2, 0, 1}));
  }
}
