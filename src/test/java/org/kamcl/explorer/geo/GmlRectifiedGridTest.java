package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * GML boxes of JPEG 2000 files: a grid of 100 columns and 50 rows of 0.01 degrees, or 10 m, whose
 * first pixel has its center at 10 E, 50 N, or 600,000 E, 5,500,000 N.
 */
class GmlRectifiedGridTest {
  private static final String LAT_LON = "urn:ogc:def:crs:EPSG::4326";

  /** Gauss-Kruger zone 3, whose northing comes first in the registry. */
  private static final String NORTHING_FIRST = "urn:ogc:def:crs:EPSG::31467";

  private static final double[] DEGREES = {9.995, 0.01, 0, 50.005, 0, -0.01};
  private static final double[] METERS = {599_995, 10, 0, 5_500_005, 0, -10};

  @TempDir private Path folder;

  /**
   * A box.
   *
   * @param envelope attributes and content of the envelope; empty without one
   * @param grid attributes of the grid
   * @param names content before the origin
   */
  private static String box(
      String envelope, String grid, String names, String pos, String column, String row) {
    return "<gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml'>"
        + (envelope.isEmpty()
            ? ""
            : "<gml:boundedBy><gml:Envelope " + envelope + "</gml:Envelope></gml:boundedBy>")
        + "<gml:featureMember><gml:RectifiedGrid dimension='2' "
        + grid
        + "><gml:limits><gml:GridEnvelope><gml:low>0 0</gml:low><gml:high>99 49</gml:high>"
        + "</gml:GridEnvelope></gml:limits>"
        + names
        + "<gml:origin><gml:Point><gml:pos>"
        + pos
        + "</gml:pos></gml:Point></gml:origin><gml:offsetVector>"
        + column
        + "</gml:offsetVector><gml:offsetVector>"
        + row
        + "</gml:offsetVector></gml:RectifiedGrid></gml:featureMember></gml:FeatureCollection>";
  }

  private static String srs(String crs) {
    return "srsName='" + crs + "'";
  }

  private static String corners(String lower, String upper) {
    return "><gml:lowerCorner>"
        + lower
        + "</gml:lowerCorner><gml:upperCorner>"
        + upper
        + "</gml:upperCorner>";
  }

  private static void assertGrid(double[] transform, int epsg, String box) {
    GmlRectifiedGrid grid = GmlRectifiedGrid.parse(box).orElseThrow();
    assertArrayEquals(transform, grid.geoTransform(), 1e-6, box);
    assertEquals(Optional.of(epsg), grid.epsg());
  }

  @Test
  void formalNamesHaveTheAxisOrderOfTheRegistry() {
    assertGrid(DEGREES, 4326, box("", srs(LAT_LON), "", "50 10", "0 0.01", "-0.01 0"));
    assertGrid(
        DEGREES,
        4326,
        box(
            "",
            srs("http://www.opengis.net/def/crs/EPSG/0/4326"),
            "",
            "50 10",
            "0 0.01",
            "-0.01 0"));
    assertGrid(METERS, 31467, box("", srs(NORTHING_FIRST), "", "5500000 600000", "0 10", "-10 0"));
    assertGrid(
        METERS,
        32632,
        box("", srs("urn:ogc:def:crs:EPSG::32632"), "", "600000 5500000", "10 0", "0 -10"));
  }

  @Test
  void otherNamesStandForEastingFirst() {
    assertGrid(DEGREES, 4326, box("", srs("EPSG:4326"), "", "10 50", "0.01 0", "0 -0.01"));
    assertGrid(
        DEGREES,
        4326,
        box("", srs("urn:ogc:def:crs:OGC:1.3:CRS84"), "", "10 50", "0.01 0", "0 -0.01"));
  }

  @Test
  void namesOfAxesOverrideTheRegistry() {
    String names = "<gml:axisName>Easting</gml:axisName><gml:axisName>Northing</gml:axisName>";
    assertGrid(
        METERS, 31467, box("", srs(NORTHING_FIRST), names, "600000 5500000", "10 0", "0 -10"));
    String labels = "<gml:axisLabels>Long Lat</gml:axisLabels>";
    assertGrid(DEGREES, 4326, box("", srs(LAT_LON), labels, "10 50", "0.01 0", "0 -0.01"));
    String mute = "<gml:axisName>x</gml:axisName><gml:axisName>y</gml:axisName>";
    assertGrid(DEGREES, 4326, box("", srs(LAT_LON), mute, "50 10", "0 0.01", "-0.01 0"));
  }

  @Test
  void aCrsOnTheEnvelopeAloneCounts() {
    String envelope = srs(LAT_LON) + corners("49.5 10", "50 11");
    assertGrid(DEGREES, 4326, box(envelope, "", "", "50 10", "0 0.01", "-0.01 0"));
  }

  @Test
  void theEnvelopeConfirmsThatTheGridIsInTheOppositeOrder() {
    String formal = srs(LAT_LON) + corners("49.5 10", "50 11");
    assertGrid(DEGREES, 4326, box(formal, "", "", "10 50", "0.01 0", "0 -0.01"));
    String sloppy = srs(LAT_LON) + corners("10 49.5", "11 50");
    assertGrid(DEGREES, 4326, box(sloppy, "", "", "10 50", "0.01 0", "0 -0.01"));
    // Only the vectors are in the opposite order.
    assertGrid(DEGREES, 4326, box(formal, "", "", "50 10", "0.01 0", "0 -0.01"));
  }

  @Test
  void aContradictionIsReportedInsteadOfGuessed() {
    for (String envelope : List.of("", srs(LAT_LON) + corners("-20 100", "-19 101"))) {
      String contradictory = box(envelope, srs(LAT_LON), "", "10 50", "0.01 0", "0 -0.01");
      assertEquals(0, GmlRectifiedGrid.parse(contradictory).orElseThrow().geoTransform().length);
      GeoreferenceResult result = read(contradictory);
      assertEquals(Optional.empty(), result.georeference());
      assertTrue(result.warnings().get(0).is(GeoError.GML_AXES_CONTRADICTORY));
    }
  }

  @Test
  void rotatedGridsAreRead() {
    GmlRectifiedGrid grid =
        GmlRectifiedGrid.parse(box("", srs("EPSG:32632"), "", "600000 5500000", "6 8", "8 -6"))
            .orElseThrow();
    assertArrayEquals(new double[] {599_993, 6, 8, 5_499_999, 8, -6}, grid.geoTransform(), 1e-6);
  }

  @Test
  void charactersThatXmlDoesNotAllowAreIgnored() {
    String sound = box("", srs("EPSG:4326"), "", "10 50", "0.01 0", "0 -0.01");
    String padded = sound.replace("<gml:limits>", "\0\u0001<gml:limits>") + "\0\0";
    assertGrid(DEGREES, 4326, padded);
    GeoPoint corner = read(padded).georeference().orElseThrow().toWgs84(0, 0).orElseThrow();
    assertEquals(9.995, corner.lon(), 1e-9);
    assertEquals(50.005, corner.lat(), 1e-9);
  }

  @Test
  void aVerticalCrsBesideTheHorizontalOneIsIgnored() {
    assertEquals(
        Optional.of(25832),
        GmlRectifiedGrid.parse(
                box(
                    "",
                    srs("urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783"),
                    "",
                    "600000 5500000",
                    "10 0",
                    "0 -10"))
            .orElseThrow()
            .epsg());
  }

  @Test
  void otherDocumentsHaveNoGrid() {
    assertEquals(Optional.empty(), GmlRectifiedGrid.parse(""));
    assertEquals(Optional.empty(), GmlRectifiedGrid.parse("<a><b/></a>"));
    assertEquals(Optional.empty(), GmlRectifiedGrid.parse("<a><RectifiedGrid/></a>"));
    assertEquals(Optional.empty(), GmlRectifiedGrid.parse("<a><b>"));
  }

  private GeoreferenceResult read(String box) {
    return new GeoreferenceReader(OptionalInt.empty())
        .read(
            folder.resolve("image.jp2"),
            new GeoreferenceReader.EmbeddedMetadata(Optional.empty(), Optional.of(box), false),
            100,
            50);
  }
}
