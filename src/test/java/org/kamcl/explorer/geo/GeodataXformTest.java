package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.GeoPoint;

/** {@code .aux.xml} files of ArcGIS. The images have 200 columns and 100 rows. */
class GeodataXformTest {
  private static final Path CASES =
      Path.of("../shared/data/cases/aux-xml").toAbsolutePath().normalize();
  private static final String WGS84 =
      "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
          + "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
  private static final GeoreferenceReader.EmbeddedMetadata NOTHING =
      GeoreferenceReader.EmbeddedMetadata.NONE;

  @TempDir private Path folder;

  private static String doubles(String name, double... values) {
    StringBuilder text = new StringBuilder("<" + name + " xsi:type='typens:ArrayOfDouble'>");
    for (double value : values) {
      text.append("<Double>").append(value).append("</Double>");
    }
    return text.append("</").append(name).append('>').toString();
  }

  private static String points(double[] source, double[] target) {
    return doubles("SourceGCPs", source) + doubles("TargetGCPs", target);
  }

  private static String xform(String type, String crs, String content) {
    return "<GeodataXform xsi:type='typens:"
        + type
        + "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
        + " xmlns:typens='http://www.esri.com/schemas/ArcGIS/10.1'>"
        + "<PolynomialOrder>1</PolynomialOrder>"
        + "<SpatialReference xsi:type='typens:GeographicCoordinateSystem'>"
        + crs
        + "<XOrigin>-400</XOrigin></SpatialReference>"
        + content
        + "</GeodataXform>";
  }

  private static String wkt() {
    return "<WKT>" + WGS84.replace("\"", "&quot;") + "</WKT>";
  }

  private static String inPam(String content) {
    return "<PAMDataset><Metadata domain='xml:ESRI' format='xml'>"
        + content
        + "</Metadata></PAMDataset>";
  }

  private GeoreferenceResult read(
      String aux, GeoreferenceReader.EmbeddedMetadata embedded, String world) throws IOException {
    Files.writeString(folder.resolve("image.jpg.aux.xml"), aux);
    if (!world.isEmpty()) {
      Files.writeString(folder.resolve("image.jgw"), world);
    }
    return new GeoreferenceReader(OptionalInt.empty())
        .read(folder.resolve("image.jpg"), embedded, 200, 100);
  }

  private static void assertCorner(double lon, double lat, GeoreferenceResult result) {
    GeoPoint corner = result.georeference().orElseThrow().toWgs84(0, 0).orElseThrow();
    assertEquals(lon, corner.lon(), 1e-9, result.toString());
    assertEquals(lat, corner.lat(), 1e-9, result.toString());
    GeoPoint last = result.georeference().orElseThrow().toWgs84(200, 100).orElseThrow();
    assertEquals(lon + 2, last.lon(), 1e-9);
    assertEquals(lat - 1, last.lat(), 1e-9);
  }

  private static void assertNoPlace(GeoError code, GeoreferenceResult result) {
    assertEquals(Optional.empty(), result.georeference());
    assertTrue(
        result.warnings().stream().anyMatch(warning -> warning.is(code)),
        () -> result.warnings().stream().map(Problem::toString).toList().toString());
  }

  /** The corners at 10 E, 50 N with 0.01 degrees per pixel. */
  private static final double[] TARGET = {10, 50, 12, 50, 12, 49, 10, 49};

  private static final double[] PIXELS = {0, 0, 200, 0, 200, -100, 0, -100};

  @Test
  void controlPointsAreReadAsRootAndWithinOtherMetadata() throws IOException {
    String content = xform("PolynomialXform", wkt(), points(PIXELS, TARGET));
    assertCorner(10, 50, read(content, NOTHING, ""));
    assertCorner(10, 50, read(inPam(content), NOTHING, ""));
    assertCorner(10, 50, read(inPam("<![CDATA[" + content + "]]>"), NOTHING, ""));
    String prefixed = content.replace("GeodataXform", "esri:GeodataXform");
    assertCorner(
        10,
        50,
        read(inPam(prefixed.replace(" xmlns:xsi", " xmlns:esri='x' xmlns:xsi")), NOTHING, ""));
  }

  @Test
  void rowsMayBeCountedFromTheLowerEdge() throws IOException {
    double[] upward = {0, 100, 200, 100, 200, 0, 0, 0};
    double[] downward = {0, 0, 200, 0, 200, 100, 0, 100};
    for (double[] source : List.of(upward, downward)) {
      assertCorner(
          10, 50, read(xform("PolynomialXform", wkt(), points(source, TARGET)), NOTHING, ""));
    }
  }

  @Test
  void coefficientsReferToTheCenterOfTheFirstPixel() throws IOException {
    String content = doubles("CoeffX", 10.005, 0.01, 0) + doubles("CoeffY", 49.995, 0, 0.01);
    assertCorner(10, 50, read(inPam(xform("PolynomialXform", wkt(), content)), NOTHING, ""));
  }

  @Test
  void coefficientsCountWhereControlPointsContradictEachOther() throws IOException {
    double[] scattered = {10, 50, 12.3, 50.2, 12, 48.6, 10.2, 49};
    String content =
        points(PIXELS, scattered)
            + doubles("CoeffX", 10.005, 0.01, 0)
            + doubles("CoeffY", 49.995, 0, 0.01);
    assertCorner(10, 50, read(inPam(xform("PolynomialXform", wkt(), content)), NOTHING, ""));
  }

  @Test
  void theCrsMayBeGivenByItsNumber() throws IOException {
    String number = "<WKID>4326</WKID><LatestWKID>4326</LatestWKID>";
    assertCorner(
        10, 50, read(inPam(xform("PolynomialXform", number, points(PIXELS, TARGET))), NOTHING, ""));
    GeoreferenceResult other =
        read(
            inPam(xform("PolynomialXform", "<WKID>102100</WKID>", points(PIXELS, TARGET))),
            NOTHING,
            "");
    assertNoPlace(GeoError.CRS_UNUSABLE, other);
    assertTrue(other.warnings().toString().contains("ESRI:102100"), other.warnings().toString());
  }

  @Test
  void pointsInMapUnitsReferToTheWorldFile() throws IOException {
    // The image was at 5,000 m E, 7,000 m N with 10 m per pixel before.
    double[] earlier = {5000, 7000, 7000, 7000, 7000, 6000, 5000, 6000};
    String content = inPam(xform("PolynomialXform", wkt(), points(earlier, TARGET)));
    assertNoPlace(GeoError.GCPS_WITHOUT_GEOREFERENCE, read(content, NOTHING, ""));
    assertCorner(10, 50, read(content, NOTHING, "10\n0\n0\n-10\n5005\n6995\n"));
  }

  @Test
  void coordinatesInsideTheFileArePreferredToPointsInMapUnits() throws IOException {
    GeoTiffTags tags =
        new GeoTiffTags(
            new long[] {1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4258},
            new double[0],
            "",
            new double[] {0.01, 0.01, 0},
            new double[] {0, 0, 0, 20, 60, 0},
            new double[0],
            new double[0]);
    double[] earlier = {2000, 6000, 2200, 6000, 2200, 5900, 2000, 5900};
    GeoreferenceResult result =
        read(
            inPam(xform("PolynomialXform", wkt(), points(earlier, TARGET))),
            new GeoreferenceReader.EmbeddedMetadata(Optional.of(tags), Optional.empty(), false),
            "");
    assertCorner(20, 60, result);
    assertEquals("EPSG:4258", result.crs());
  }

  @Test
  void pointsOfScansAreInInches() throws IOException {
    GeoTiffTags tags =
        new GeoTiffTags(
            new long[0],
            new double[0],
            "",
            new double[0],
            new double[0],
            new double[0],
            new double[] {100, 50});
    double[] inches = {0, 2, 2, 2, 2, 0, 0, 0};
    String content = inPam(xform("PolynomialXform", wkt(), points(inches, TARGET)));
    assertCorner(
        10,
        50,
        read(
            content,
            new GeoreferenceReader.EmbeddedMetadata(Optional.of(tags), Optional.empty(), false),
            ""));
    assertNoPlace(GeoError.GCPS_UNIT_UNKNOWN, read(content, NOTHING, ""));
  }

  @Test
  void anIdentityStatesTheCrsOnly() throws IOException {
    String content = inPam(xform("IdentityXform", wkt(), ""));
    assertCorner(10, 50, read(content, NOTHING, "0.01\n0\n0\n-0.01\n10.005\n49.995\n"));
    Files.delete(folder.resolve("image.jgw"));
    assertNoPlace(GeoError.CRS_WITHOUT_COORDINATES, read(content, NOTHING, ""));
  }

  @Test
  void otherTransformsAreReportedByName() throws IOException {
    GeoreferenceResult result =
        read(inPam(xform("CompositeXform", wkt(), "<XForms/>")), NOTHING, "");
    assertNoPlace(GeoError.XFORM_UNSUPPORTED, result);
    assertTrue(result.warnings().toString().contains("CompositeXform"));
  }

  @Test
  void realExamplesAreRead() {
    assumeTrue(Files.isDirectory(CASES), "skipped: the cases are missing: " + CASES);
    GeoreferenceReader reader = new GeoreferenceReader(OptionalInt.empty());
    GeoreferenceResult points = reader.read(CASES.resolve("esri_gcps.jpg"), NOTHING, 256, 256);
    GeoPoint corner = points.georeference().orElseThrow().toWgs84(0, 0).orElseThrow();
    assertEquals(13.5321215, corner.lon(), 1e-6);
    assertEquals(52.3411843, corner.lat(), 1e-6);
    GeoreferenceResult crs = reader.read(CASES.resolve("xml_esri_domain.jpg"), NOTHING, 256, 256);
    assertEquals("WGS_1984_UTM_Zone_33N", crs.crs());
    assertNoPlace(GeoError.CRS_WITHOUT_COORDINATES, crs);
  }
}
