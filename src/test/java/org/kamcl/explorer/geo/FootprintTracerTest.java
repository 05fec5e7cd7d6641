package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geotools.api.referencing.operation.TransformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.TileBounds;

/** Footprints across the antimeridian, around poles and wider than half of the earth. */
class FootprintTracerTest {
  private static Footprint footprint(
      int epsg, double x, double y, double pixel, int width, int height) {
    PixelToCrs pixels = PixelToCrs.affine(x, pixel, 0, y, 0, -pixel).orElseThrow();
    return Georeference.of(pixels, NamedCrs.fromEpsg(epsg), width, height)
        .footprint(new TileBounds(0, 0, width, height))
        .orElseThrow();
  }

  private static double[] project(int epsg, double lon, double lat) {
    double[] at = {lon, lat};
    try {
      CrsTransforms.toGeographic(NamedCrs.fromEpsg(epsg)).inverse().transform(at, 0, at, 0, 1);
    } catch (TransformException e) {
      throw new AssertionError(e);
    }
    return at;
  }

  private static void assertBox(
      double west, double south, double east, double north, double[] actual, double degrees) {
    double[] expected = {west, south, east, north};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], actual[i], degrees, "value " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "32601, 5", "32660, 60", "32701, -5", "32760, -16.5", "3832, 10", "3338, 52", "3571, 70",
    "3572, 75", "3575, 80", "3031, -75", "3976, -65", "3995, 75", "3413, 72", "3395, 20",
    "3857, -40", "3460, -17", "2193, -40", "3994, -30", "6933, 10", "3408, 65"
  })
  void aSmallRasterAcrossTheAntimeridianHasANarrowFootprintOfTwoParts(int epsg, double lat) {
    double[] center = project(epsg, 180, lat);
    Footprint footprint = footprint(epsg, center[0] - 1280, center[1] + 1280, 10, 256, 256);
    List<double[]> boxes = footprint.boundingBoxes();
    assertEquals(2, boxes.size());
    double[] west = boxes.get(0);
    double[] east = boxes.get(1);
    assertEquals(180, west[2]);
    assertEquals(-180, east[0]);
    assertTrue(west[0] > 179.8 && east[2] < -179.8, west[0] + " " + east[2]);
    assertTrue(Math.abs(west[1] - lat) < 0.2, "south " + west[1]);
    assertEquals(180, Math.abs(footprint.center().lon()), 0.01);
    assertEquals(2, footprint.splitAtAntimeridian().size());
    assertTrue(GeoArea.box(179.9, lat - 1, 180, lat + 1).intersects(footprint));
    assertTrue(GeoArea.box(-180, lat - 1, -179.9, lat + 1).intersects(footprint));
    assertFalse(GeoArea.box(0, lat - 1, 1, lat + 1).intersects(footprint));
  }

  @Test
  void utmZone60EndsAtItsOwnLongitudes() {
    Footprint footprint = footprint(32760, 819_007.93033559, 8_174_653.04480786, 10, 256, 256);
    List<double[]> boxes = footprint.boundingBoxes();
    assertEquals(179.98784, boxes.get(0)[0], 1e-4);
    assertEquals(-179.98784, boxes.get(1)[2], 1e-4);
  }

  @Test
  void aFootprintMayBeWiderThanHalfOfTheEarth() {
    Footprint tropics = footprint(4326, -120, 30, 0.5, 600, 120);
    assertEquals(1, tropics.boundingBoxes().size());
    assertBox(-120, -30, 180, 30, tropics.boundingBoxes().get(0), 1e-9);
    assertEquals(30, tropics.center().lon(), 1e-6);
    assertTrue(GeoArea.box(0, 0, 1, 1).intersects(tropics));
    assertFalse(GeoArea.box(-150, 0, -149, 1).intersects(tropics));
    assertBox(
        -180, -60, 178, 60, footprint(4326, -180, 60, 1, 358, 120).boundingBoxes().get(0), 1e-9);
    Footprint pacific = footprint(4326, 20, 30, 0.5, 600, 120);
    assertEquals(2, pacific.boundingBoxes().size());
    assertBox(20, -30, 180, 30, pacific.boundingBoxes().get(0), 1e-9);
    assertBox(-180, -30, -40, 30, pacific.boundingBoxes().get(1), 1e-9);
    assertFalse(GeoArea.box(0, 0, 1, 1).intersects(pacific));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-180, 0, -90})
  void theWholeEarthIsTheWholeEarthWhereverItsFirstColumnIs(double west) {
    Footprint world = footprint(4326, west, 90, 1, 360, 180);
    assertEquals(1, world.boundingBoxes().size());
    assertBox(-180, -90, 180, 90, world.boundingBoxes().get(0), 1e-9);
    for (double lon = -175; lon < 180; lon += 25) {
      assertTrue(GeoArea.box(lon, 10, lon + 1, 11).intersects(world), "at " + lon);
    }
  }

  @Test
  void aWorldWideTransverseMercatorCoversTheEarth() {
    String wkt =
        "PROJCS[\"world\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,"
            + "298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
            + "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"central_meridian\",10],"
            + "UNIT[\"metre\",1]]";
    PixelToCrs pixels =
        PixelToCrs.affine(-16_704_279.552, 255_027.374, 0, 20_003_931.459, 0, -255_222.2)
            .orElseThrow();
    Footprint footprint =
        Georeference.of(pixels, WktCrsParser.parse(wkt), 131, 153)
            .footprint(new TileBounds(0, 0, 131, 153))
            .orElseThrow();
    List<double[]> boxes = footprint.boundingBoxes();
    assertEquals(1, boxes.size());
    assertBox(-180, -90, 180, 90, boxes.get(0), 1e-9);
    for (double[] place : new double[][] {{10, 0}, {100, 0}, {-170, -45}, {190 - 360, 80}}) {
      assertTrue(
          GeoArea.box(place[0] - 0.1, place[1] - 0.1, place[0] + 0.1, place[1] + 0.1)
              .intersects(footprint),
          Arrays.toString(place));
    }
  }

  @Test
  void wideMercatorRastersAreNotTheirComplement() {
    Footprint merc = footprint(3857, -18_924_313, 10_000_000, 111_319.49, 340, 180);
    assertBox(-170, -66.58, 170, 66.438, merc.boundingBoxes().get(0), 0.01);
    assertFalse(GeoArea.box(175, 0, 179, 1).intersects(merc));
    double edge = 20_037_508.342789244;
    Footprint world = footprint(3857, -edge, edge, edge / 128, 256, 256);
    assertBox(-180, -85.0511, 180, 85.0511, world.boundingBoxes().get(0), 1e-3);
    assertTrue(GeoArea.box(179, 84, 180, 85).intersects(world), "the corners belong to it");
    Footprint shifted = footprint(3832, 0, edge / 2, edge / 128, 200, 128);
    assertEquals(2, shifted.boundingBoxes().size(), "from 150 east across 180");
    assertEquals(150, shifted.boundingBoxes().get(0)[0], 1e-6);
    assertEquals(150 + 200.0 / 256 * 360 - 360, shifted.boundingBoxes().get(1)[2], 1e-6);
  }

  @Test
  void curvedSidesHaveCornersBetween() {
    Footprint conus = footprint(5070, -2_300_000, 3_200_000, 10_000, 460, 290);
    assertEquals(0, conus.ring().size() % 4);
    assertTrue(conus.ring().size() > 16);
    assertTrue(GeoArea.box(-98.1, 50.9, -97.9, 51.1).intersects(conus));
    assertEquals(4, footprint(32632, 500_000, 5_900_000, 2, 300, 300).ring().size());
    // The northern side of 100 km at 60 degrees bends by 0.3 km.
    Footprint scene = footprint(32632, 450_000, 6_700_000, 10, 10_000, 10_000);
    double[] middle = {500_000, 6_700_000};
    assertEquals(project(32632, 9, 60)[0], middle[0], 1);
    double north = scene.boundingBoxes().get(0)[3];
    double[] top = project(32632, 9, north);
    assertEquals(6_700_000, top[1], 30);
  }

  @Test
  void aRasterAroundAPoleContainsIt() {
    Footprint arctic = footprint(3995, -2_000_000, 2_000_000, 10_000, 400, 400);
    double[] box = arctic.boundingBoxes().get(0);
    assertEquals(90, box[3]);
    assertEquals(-180, box[0]);
    assertEquals(180, box[2]);
    assertTrue(GeoArea.box(-100, 88, -99, 89).intersects(arctic));
    assertFalse(GeoArea.box(-100, 60, -99, 61).intersects(arctic));
    assertTrue(arctic.center().lat() > 89);
    // Its southern limit is in the corners, and it reaches farthest north between them.
    double corner = box[1];
    double[] at = project(3995, 45, corner);
    assertEquals(2_000_000 * Math.sqrt(2), Math.hypot(at[0], at[1]), 1000);
    Footprint hemisphere = footprint(3408, -9_036_842, 9_036_842, 36_147.368, 500, 500);
    assertTrue(GeoArea.box(10, 89, 11, 90).intersects(hemisphere), "the pole");
    assertTrue(GeoArea.box(10, 1, 11, 2).intersects(hemisphere), "the equator");
    assertFalse(GeoArea.box(10, -90, 11, -89).intersects(hemisphere), "the other pole");
  }

  @Test
  void aMapOfTheWholeEarthContainsBothPolesAndItsCenter() {
    for (int epsg : new int[] {3035, 8857}) {
      Footprint earth = footprint(epsg, -17_300_000, 17_300_000, 100_000, 346, 346);
      assertBox(-180, -90, 180, 90, earth.boundingBoxes().get(0), 1e-6);
      for (double lat : new double[] {-89.5, -30, 0, 50, 89.5}) {
        assertTrue(GeoArea.box(10, lat, 11, lat + 0.1).intersects(earth), epsg + " at " + lat);
      }
    }
  }

  @Test
  void aSmallTileAtTheEdgeOfAWorldMapHasTheOutlineOfItsPartOnTheEarth() {
    double[] edge = project(8857, 179.9999, 40);
    Footprint footprint = footprint(8857, edge[0] - 60_000, edge[1] + 50_000, 1000, 100, 100);
    double[] box = footprint.boundingBoxes().get(0);
    assertEquals(1, footprint.boundingBoxes().size());
    assertEquals(180, box[2], 0.01);
    double[] lowerLeft = project(8857, box[0], box[1]);
    assertEquals(edge[0] - 60_000, lowerLeft[0], 1);
    assertEquals(edge[1] - 50_000, lowerLeft[1], 1);
    assertTrue(footprint.imageCorners().isEmpty(), "the ring is not that of the image");
    assertFalse(GeoArea.box(-179.99, 39, -179, 41).intersects(footprint));
  }

  @Test
  void aTileWithAPoleAtItsCornerIsAQuarter() {
    Footprint quarter = footprint(3995, 0, 1_000_000, 10_000, 100, 100);
    double[] box = quarter.boundingBoxes().get(0);
    assertEquals(90, box[3], 1e-6);
    assertEquals(90, box[2] - box[0], 1e-3);
    double middle = (box[0] + box[2]) / 2;
    assertTrue(GeoArea.box(middle - 1, 89, middle + 1, 89.5).intersects(quarter));
    assertTrue(GeoArea.box(box[0] + 0.1, 89, box[0] + 1, 89.5).intersects(quarter));
    assertTrue(GeoArea.box(box[2] - 1, 89, box[2] - 0.1, 89.5).intersects(quarter));
    double other = middle > 0 ? middle - 180 : middle + 180;
    assertFalse(GeoArea.box(other - 1, 89, other + 1, 89.5).intersects(quarter));
  }

  @Test
  void aRectangleAroundAPointMayCrossTheAntimeridianOrContainAPole() {
    Footprint fiji = Footprints.around(new GeoPoint(180, -17), 2000, 1000);
    assertEquals(2, fiji.boundingBoxes().size());
    assertEquals(4, fiji.ring().size());
    Footprint pole = Footprints.around(new GeoPoint(20, 89.9), 100_000, 100_000);
    assertEquals(90, pole.boundingBoxes().get(0)[3]);
    assertTrue(GeoArea.box(-160, 89.7, -159, 89.8).intersects(pole));
    assertFalse(GeoArea.box(-160, 89, -159, 89.3).intersects(pole));
    Footprint narrow = Footprints.around(new GeoPoint(20, 89.9), 100, 100);
    assertFalse(GeoArea.box(-160, 89.7, -159, 90).intersects(narrow));
    assertTrue(GeoArea.box(19.9, 89.8, 20.1, 90).intersects(narrow));
  }

  @Test
  void controlPointsMayJumpAtTheAntimeridian() {
    double[][] places = {
      {0, 0, 179.5, -16}, {100, 0, -179.5, -16}, {100, 100, -179.5, -17}, {0, 100, 179.5, -17}
    };
    List<GroundControlPoints.Gcp> points =
        Arrays.stream(places)
            .map(p -> new GroundControlPoints.Gcp(p[0], p[1], p[2], p[3]))
            .toList();
    for (int count = 3; count <= 4; count++) {
      PixelToCrs fit =
          GroundControlPoints.fit(points.subList(0, count), 360, true).orElseThrow().transform();
      Footprint footprint =
          Georeference.of(fit, NamedCrs.fromEpsg(4326), 100, 100)
              .footprint(new TileBounds(0, 0, 100, 100))
              .orElseThrow();
      assertBox(179.5, -17, 180, -16, footprint.boundingBoxes().get(0), 1e-6);
      assertBox(-180, -17, -179.5, -16, footprint.boundingBoxes().get(1), 1e-6);
    }
  }

  @Test
  void controlPointsOfAWideRasterAreNotMoved() {
    List<GroundControlPoints.Gcp> points = new ArrayList<>();
    for (int column = 0; column <= 300; column += 100) {
      for (int row = 0; row <= 60; row += 30) {
        points.add(new GroundControlPoints.Gcp(column, row, column - 120, 30 - row));
      }
    }
    PixelToCrs fit = GroundControlPoints.fit(points, 360, true).orElseThrow().transform();
    double[] middle = {150, 30};
    fit.transform(middle);
    assertEquals(30, middle[0], 1e-6);
    double[] mercator = {0, 0};
    double edge = 20_037_508.342789244;
    List<GroundControlPoints.Gcp> meters =
        List.of(
            new GroundControlPoints.Gcp(0, 0, edge - 1000, 0),
            new GroundControlPoints.Gcp(200, 0, -edge + 1000, 0),
            new GroundControlPoints.Gcp(200, 200, -edge + 1000, -2000),
            new GroundControlPoints.Gcp(0, 200, edge - 1000, -2000));
    GroundControlPoints.fit(meters, 2 * edge, false).orElseThrow().transform().transform(mercator);
    assertEquals(edge - 1000, mercator[0], 1e-3);
    double[] right = {200, 0};
    GroundControlPoints.fit(meters, 2 * edge, false).orElseThrow().transform().transform(right);
    assertEquals(edge + 1000, right[0], 1e-3);
  }
}
