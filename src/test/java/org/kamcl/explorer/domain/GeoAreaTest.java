package org.kamcl.explorer.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeoAreaTest {
  private static Footprint footprint(double... lonLat) {
    return new Footprint(ring(lonLat));
  }

  private static List<GeoPoint> ring(double... lonLat) {
    List<GeoPoint> ring = new ArrayList<>();
    for (int i = 0; i < lonLat.length; i += 2) {
      ring.add(new GeoPoint(lonLat[i], lonLat[i + 1]));
    }
    return ring;
  }

  private static Footprint square(double lon, double lat, double side) {
    double east = lon + side > 180 ? lon + side - 360 : lon + side;
    return footprint(lon, lat, east, lat, east, lat + side, lon, lat + side);
  }

  @Test
  void aBoxIntersectsOnlyFootprintsThatTouchIt() {
    GeoArea box = GeoArea.box(8, 47, 9, 48);
    assertTrue(box.intersects(square(8.4, 47.4, 0.1)), "inside");
    assertTrue(box.intersects(square(7, 46, 5)), "around the box");
    assertTrue(box.intersects(square(8.95, 47.9, 0.5)), "over a corner");
    assertTrue(box.intersects(square(9, 47.5, 0.5)), "along an edge");
    assertTrue(box.intersects(footprint(8.5, 47.5)), "a point");
    assertFalse(box.intersects(footprint(9.01, 47.5)));
    assertFalse(box.intersects(square(9.1, 47.4, 0.5)));
    assertFalse(box.intersects(square(188.4 - 360, 47.4, 0.1)), "on the other side of the earth");
  }

  @Test
  void aBoxAcrossTheAntimeridianIsNarrow() {
    GeoArea box = GeoArea.box(179, -20, -179, -10);
    assertTrue(box.intersects(square(179.5, -15, 0.1)));
    assertTrue(box.intersects(square(-179.5, -15, 0.1)));
    assertTrue(box.intersects(square(179.9, -15, 0.5)), "a footprint across the antimeridian");
    assertTrue(box.intersects(footprint(180, -15)));
    assertTrue(box.intersects(footprint(-180, -15)));
    assertFalse(box.intersects(footprint(0, -15)));
    assertFalse(box.intersects(square(178, -15, 0.5)));
  }

  @Test
  void theWholeEarthIntersectsEverything() {
    GeoArea world = GeoArea.box(-180, -90, 180, 90);
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      double lon = -180 + 360 * random.nextDouble();
      double lat = -90 + 179 * random.nextDouble();
      assertTrue(world.intersects(square(lon, lat, 0.9)), lon + " " + lat);
    }
  }

  @Test
  void aPolygonIsNotItsBoundingBox() {
    GeoArea corner = GeoArea.of(ring(0, 0, 10, 0, 10, 2, 2, 2, 2, 10, 0, 10));
    assertTrue(corner.intersects(square(1, 8, 0.5)));
    assertFalse(corner.intersects(square(6, 6, 1)), "in the box, outside the polygon");
    assertTrue(corner.intersects(square(6, 1.5, 1)), "over an edge");
    GeoArea slim = GeoArea.of(ring(5, -5, 5.1, -5, 5.1, 5, 5, 5));
    assertTrue(slim.intersects(square(0, 0, 9)), "no corner of one is in the other");
  }

  @Test
  void boundingBoxesEncloseTheRing() {
    Random random = new Random(2);
    for (int i = 0; i < 5000; i++) {
      double west = -180 + 360 * random.nextDouble();
      double width = 170 * random.nextDouble();
      double east = west + width > 180 ? west + width - 360 : west + width;
      GeoArea box = GeoArea.box(west, -30, east, 40);
      double lon = -180 + 360 * random.nextDouble();
      double from = lon >= west ? lon - west : lon - west + 360;
      if (Math.abs(from - width) > 1e-6) {
        assertEquals(
            from < width, box.intersects(footprint(lon, 5)), west + " " + east + " " + lon);
      }
    }
  }

  @Test
  void aFootprintIsSplitAtTheAntimeridian() {
    Footprint across = footprint(179, 10, -179, 10, -179, 12, 179, 12);
    List<List<GeoPoint>> parts = across.splitAtAntimeridian();
    assertEquals(2, parts.size());
    double[] west = {180, -180};
    for (int i = 0; i < 2; i++) {
      double min = parts.get(i).stream().mapToDouble(GeoPoint::lon).min().orElseThrow();
      double max = parts.get(i).stream().mapToDouble(GeoPoint::lon).max().orElseThrow();
      assertEquals(1, max - min, 1e-9);
      assertTrue(west[i] == min || west[i] == max);
      assertEquals(4, parts.get(i).size());
    }
    assertEquals(1, square(8, 47, 1).splitAtAntimeridian().size());
    assertEquals(List.of(ring(8, 47)), footprint(8, 47).splitAtAntimeridian());
    assertEquals(1, footprint(-180, -90, 180, -90, 180, 90, -180, 90).splitAtAntimeridian().size());
    assertEquals(
        1,
        square(179, 0, 1).splitAtAntimeridian().size(),
        "touching the antimeridian is not crossing it");
  }

  private static GeoArea withHole(List<GeoPoint> outline, List<GeoPoint> hole) {
    return new GeoArea(List.of(new GeoArea.Polygon(outline, List.of(hole))));
  }

  @Test
  void aFootprintInAHoleIsNotInTheArea() {
    GeoArea area = withHole(ring(0, 0, 10, 0, 10, 10, 0, 10), ring(4, 4, 6, 4, 6, 6, 4, 6));
    assertTrue(area.intersects(square(1, 1, 1)));
    assertFalse(area.intersects(square(4.5, 4.5, 1)), "in the hole");
    assertFalse(area.intersects(footprint(5, 5)), "a point in the hole");
    assertTrue(area.intersects(square(3, 3, 5)), "around the hole");
    assertTrue(area.intersects(square(5.5, 4.5, 1)), "over the edge of the hole");
    assertTrue(area.intersects(square(5, 4.5, 1)), "along the edge of the hole");
    assertFalse(area.intersects(square(11, 1, 1)));
  }

  @Test
  void aHoleMayBeOnTheOtherSideOfTheAntimeridian() {
    GeoArea area =
        withHole(
            ring(170, -10, -170, -10, -170, 10, 170, 10),
            ring(-178, -1, -176, -1, -176, 1, -178, 1));
    assertFalse(area.intersects(footprint(-177, 0)));
    assertTrue(area.intersects(footprint(-175, 0)));
    assertTrue(area.intersects(footprint(177, 0)));
    GeoArea across =
        withHole(
            ring(170, -10, -170, -10, -170, 10, 170, 10), ring(179, -1, -179, -1, -179, 1, 179, 1));
    assertFalse(across.intersects(square(179.9, -0.1, 0.2)));
    assertTrue(across.intersects(square(178.9, -0.1, 0.2)));
  }

  @Test
  void anAreaOfSeveralPolygonsIsTheirUnion() {
    GeoArea area =
        new GeoArea(
            List.of(
                GeoArea.box(0, 0, 1, 1).polygons().get(0),
                GeoArea.box(179, 0, -179, 1).polygons().get(0)));
    assertTrue(area.intersects(footprint(0.5, 0.5)));
    assertTrue(area.intersects(footprint(-179.5, 0.5)));
    assertFalse(area.intersects(footprint(90, 0.5)), "between the polygons");
    assertEquals(3, area.boundingBoxes().size());
  }

  @Test
  void aWideBoxIsNotItsComplement() {
    Footprint wide = Footprint.box(-120, -30, 300, 30);
    assertEquals(-120, wide.boundingBoxes().get(0)[0]);
    assertEquals(180, wide.boundingBoxes().get(0)[2]);
    assertEquals(30, wide.center().lon(), 1e-9);
    assertTrue(GeoArea.box(-1, -1, 1, 1).intersects(wide));
    assertFalse(GeoArea.box(-170, -1, -130, 1).intersects(wide));
    assertEquals(0, wide.ring().size() % 4);
    assertEquals(4, Footprint.box(10, 40, 1, 41).ring().size());
    assertEquals(1, Footprint.box(-180, -90, 360, 90).boundingBoxes().size());
  }
}
