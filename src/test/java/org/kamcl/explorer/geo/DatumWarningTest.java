package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.Problem;

/** Datums whose shift to WGS 84 is not known where an image is. */
class DatumWarningTest {
  private static final String CLARKE = "SPHEROID[\"Clarke_1866\",6378206.4,294.9786982]";
  private static final String GRS80 = "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]";

  @TempDir private Path folder;

  private static String geographic(String datum, String spheroid) {
    return "GEOGCS[\"a CRS\",DATUM[\""
        + datum
        + "\","
        + spheroid
        + "],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
  }

  private List<Problem> warnings(String crs, double lon, double lat) throws IOException {
    Files.writeString(folder.resolve("image.prj"), crs);
    Files.writeString(folder.resolve("image.jgw"), "0.001\n0\n0\n-0.001\n" + lon + "\n" + lat);
    GeoreferenceResult result =
        new GeoreferenceReader(OptionalInt.empty())
            .read(folder.resolve("image.jpg"), GeoreferenceReader.EmbeddedMetadata.NONE, 10, 10);
    assertTrue(result.georeference().isPresent(), result.warnings().toString());
    return result.warnings();
  }

  private void assertWarned(String datum, String crs, double lon, double lat) throws IOException {
    List<Problem> warnings = warnings(crs, lon, lat);
    assertEquals(1, warnings.size(), crs);
    assertTrue(warnings.get(0).is(GeoError.DATUM_SHIFT_UNKNOWN));
    assertEquals(List.of(datum), warnings.get(0).arguments());
  }

  @Test
  void anUnknownDatumOnAnOldEllipsoidIsReported() throws IOException {
    assertWarned("D_Mine_1911", geographic("D_Mine_1911", CLARKE), -93, 36);
  }

  @Test
  void aKnownDatumOutsideOfTheAreasOfItsShiftsIsReported() throws IOException {
    String nad27 = geographic("D_North_American_1927", CLARKE);
    assertEquals(List.of(), warnings(nad27, -93, 36));
    assertWarned("D_North_American_1927", nad27, 20, 10);
    assertWarned("North American Datum 1927", "EPSG:4267", 20, 10);
  }

  @Test
  void datumsCloseToWgs84AndSpheresAreNotReported() throws IOException {
    assertEquals(List.of(), warnings(geographic("D_Mine_1999", GRS80), -93, 36));
    assertEquals(List.of(), warnings("EPSG:4326", -93, 36));
    assertEquals(List.of(), warnings("EPSG:4269", 20, 10));
    assertEquals(
        List.of(), warnings(geographic("D_Sphere", "SPHEROID[\"Sphere\",6371000.0,0.0]"), 20, 10));
    String county =
        geographic("D_NAD_1983_HARN_Adj_MN_Anoka", "SPHEROID[\"Anoka\",6378418.941,298.257]");
    assertEquals(List.of(), warnings(county, -93, 45));
  }

  @Test
  void contradictoryShiftsOfADatumAreReported() throws IOException {
    // Two shifts of MGI 1901 with the same accuracy are 1.6 km apart here.
    assertWarned("MGI 1901", "EPSG:3906", 20, 42.5);
    assertEquals(List.of(), warnings("EPSG:3906", 14.5, 46));
  }
}
