package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.support.HostileInput;
import org.kamcl.support.HostileTexts;
import org.kamcl.support.WorkMeter;

class GeoJsonAreaTest {
  private static final String SQUARE = "[[0,0],[10,0],[10,10],[0,10],[0,0]]";
  private static final String HOLE = "[[4,4],[4,6],[6,6],[6,4],[4,4]]";

  private static GeoArea parse(String json) {
    return AreaParser.area(json);
  }

  private static boolean contains(GeoArea area, double lon, double lat) {
    return area.intersects(new Footprint(List.of(new GeoPoint(lon, lat))));
  }

  private static String polygon(String rings) {
    return "{\"type\":\"Polygon\",\"coordinates\":[" + rings + "]}";
  }

  @Test
  void holesAndSeveralPolygonsAreRead() {
    GeoArea area =
        parse(
            "{\"type\":\"MultiPolygon\",\"coordinates\":[["
                + SQUARE
                + ","
                + HOLE
                + "],[[[20,0],[21,0],[21,1],[20,0]]]]}");
    assertEquals(2, area.polygons().size());
    assertTrue(contains(area, 1, 1));
    assertFalse(contains(area, 5, 5), "in the hole");
    assertTrue(contains(area, 20.9, 0.5));
    assertFalse(contains(area, 15, 0.5));
  }

  @Test
  void theFeaturesOfACollectionAreOneArea() {
    GeoArea area =
        parse(
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                + polygon(SQUARE)
                + "},{\"type\":\"Feature\",\"geometry\":null},{\"type\":\"Feature\",\"geometry\":"
                + "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,1]},"
                + polygon("[[30,0],[31,0],[31,1],[30,0]]")
                + "]}}]}");
    assertEquals(2, area.polygons().size());
  }

  @Test
  void anEdgeIsAStraightLineInDegreesHoweverLongItIs() {
    GeoArea wide = parse(polygon("[[-120,-30],[180,-30],[180,30],[-120,30],[-120,-30]]"));
    assertTrue(contains(wide, 0, 0));
    assertFalse(contains(wide, -150, 0));
    GeoArea world = parse(polygon("[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]"));
    assertTrue(contains(world, 0, 0));
    assertTrue(contains(world, -179, 89));
  }

  @Test
  void anAreaAcrossTheAntimeridianIsTwoPolygonsOrContinues() {
    String west = "[[[179,0],[180,0],[180,1],[179,1],[179,0]]]";
    String east = "[[[-180,0],[-179,0],[-179,1],[-180,1],[-180,0]]]";
    for (String json :
        List.of(
            "{\"type\":\"MultiPolygon\",\"coordinates\":[" + west + "," + east + "]}",
            polygon("[[179,0],[181,0],[181,1],[179,1],[179,0]]"))) {
      GeoArea area = parse(json);
      assertTrue(contains(area, 179.5, 0.5));
      assertTrue(contains(area, -179.5, 0.5));
      assertFalse(contains(area, 178, 0.5));
      assertFalse(contains(area, 0, 0.5));
    }
  }

  private static void assertRefused(ArchiveCommandError code, String json) {
    assertEquals(code, assertThrows(KamclException.class, () -> parse(json)).code());
  }

  @Test
  void otherCoordinatesAreRefusedByName() {
    assertRefused(
        ArchiveCommandError.COORDINATES_OUT_OF_RANGE,
        polygon("[[500000,5000000],[500100,5000000],[500100,5000100],[500000,5000000]]"));
    String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}},";
    String rest = "\"type\":\"Polygon\",\"coordinates\":[" + SQUARE + "]}";
    assertRefused(
        ArchiveCommandError.AREA_IN_OTHER_CRS,
        "{" + String.format(crs, "urn:ogc:def:crs:EPSG::4267") + rest);
    for (String wgs84 : List.of("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326")) {
      assertEquals(1, parse("{" + String.format(crs, wgs84) + rest).polygons().size());
    }
    assertRefused(ArchiveCommandError.TOO_FEW_CORNERS, polygon("[[0,0],[1,0],[0,0]]"));
    assertRefused(ArchiveCommandError.AREA_WITHOUT_POLYGON, "{\"type\":\"Point\"}");
    assertRefused(ArchiveCommandError.AREA_NOT_GEOJSON, "{\"type\":\"Polygon\"}");
    assertRefused(ArchiveCommandError.AREA_NOT_GEOJSON, "{\"type\":");
  }

  static List<HostileInput> hostileAreas() {
    return HostileTexts.areas();
  }

  @ParameterizedTest
  @MethodSource("hostileAreas")
  void timeAndMemoryAreProportionalToTheFile(HostileInput input) throws Exception {
    String one = text(input, input.size());
    String two = text(input, 2 * input.size());
    WorkMeter.assertLinear(() -> readOrRefuse(one), () -> readOrRefuse(two));
  }

  private static String text(HostileInput input, int size) {
    return new String(input.content().apply(size), StandardCharsets.UTF_8);
  }

  private static void readOrRefuse(String text) {
    try {
      GeoJsonArea.parse("area", text);
    } catch (KamclException e) {
      assertInstanceOf(ArchiveCommandError.class, e.code());
    }
  }
}
