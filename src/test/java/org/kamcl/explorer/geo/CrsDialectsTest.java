package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.GeoPoint;

/** One CRS for each known GeoTools defect; expected coordinates are computed with PROJ. */
class CrsDialectsTest {
  private static final String WGS84 =
      "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
          + "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
  private static final String NAD27 =
      "GEOGCS[\"GCS_North_American_1927\",DATUM[\"D_North_American_1927\","
          + "SPHEROID[\"Clarke_1866\",6378206.4,294.9786982]],PRIMEM[\"Greenwich\",0.0],"
          + "UNIT[\"Degree\",0.0174532925199433]]";
  private static final double DEGREES = 1e-6;

  private static String projected(String base, String method, String... parameters) {
    StringBuilder wkt = new StringBuilder("PROJCS[\"a CRS\"," + base + ",PROJECTION[\"" + method);
    wkt.append("\"]");
    for (String parameter : parameters) {
      String[] parts = parameter.split("=");
      wkt.append(",PARAMETER[\"").append(parts[0]).append("\",").append(parts[1]).append(']');
    }
    return wkt.append(",UNIT[\"Meter\",1.0]]").toString();
  }

  private static GeoPoint toWgs84(String definition, double x, double y) {
    PixelToCrs pixels = PixelToCrs.affine(x, 1e-3, 0, y, 0, -1e-3).orElseThrow();
    return Georeference.of(pixels, WktCrsParser.parse(definition), 1, 1)
        .toWgs84(0, 0)
        .orElseThrow();
  }

  private static void assertWgs84(double lon, double lat, String definition, double x, double y) {
    GeoPoint location = toWgs84(definition, x, y);
    assertEquals(lon, location.lon(), DEGREES, definition);
    assertEquals(lat, location.lat(), DEGREES, definition);
  }

  private static void assertUnsupported(String definition) {
    KamclException e =
        assertThrows(KamclException.class, () -> toWgs84(definition, 100_000, 100_000), definition);
    assertEquals(GeoError.PROJECTION_UNSUPPORTED, e.code(), e.getMessage());
  }

  @Test
  void aDatumIsShiftedByNameAsByCode() {
    String utm =
        projected(
            NAD27,
            "Transverse_Mercator",
            "False_Easting=500000.0",
            "Central_Meridian=-93.0",
            "Scale_Factor=0.9996",
            "Latitude_Of_Origin=0.0");
    assertWgs84(-93.0001812354, 36.1466041586, utm, 500_000, 4_000_000);
    assertWgs84(-93.0001812354, 36.1466041586, "EPSG:26715", 500_000, 4_000_000);
  }

  @Test
  void aNameWithAnotherEllipsoidIsAnotherDatum() {
    String other = NAD27.replace("6378206.4,294.9786982", "6371000.0,0.0");
    assertWgs84(-93, 36, other, -93, 36);
  }

  @Test
  void datumsThatOnlyEsriNamesAreShifted() {
    String pohnpei = NAD27.replace("D_North_American_1927", "D_Pohnpei");
    assertWgs84(149.5627000016, 6.4124000010, pohnpei, 149.559578359517, 6.410431117256);
    String dos =
        NAD27
            .replace("D_North_American_1927", "D_DOS_1968")
            .replace("6378206.4,294.9786982", "6378388.0,297.0");
    assertWgs84(157.2671999906, -8.1631999243, dos, 157.266341036564, -8.15632982031694);
  }

  @Test
  void pointsOutsideTheAreaOfUseOfADatumAreNotShifted() {
    assertWgs84(20, 10, NAD27, 20, 10);
  }

  @Test
  void otherPrimeMeridiansAreAddedToLongitudes() {
    assertWgs84(-73.5774889191, 4.4971496488, "EPSG:4802", 0.5, 4.5);
  }

  @Test
  void ellipsoidsInFeetAreShiftedAsInMeters() {
    assertWgs84(-60.6860088889, 11.2521786111, "EPSG:2066", 187_500, 180_000);
  }

  @Test
  void southOrientatedTransverseMercatorPointsWestAndSouth() {
    String lo27 = projected(WGS84, "Transverse_Mercator_South_Orientated", "Central_Meridian=27.0");
    assertWgs84(27.2996265299, -25.9921566377, lo27, -30_000, 2_876_000);
    assertWgs84(27.2996265299, -25.9921566377, "EPSG:2052", -30_000, 2_876_000);
  }

  @Test
  void theLatitudeOfAPolarProjectionMayBeItsParallelOfTrueScale() {
    String polar =
        projected(WGS84, "Polar_Stereographic", "latitude_of_origin=-71", "central_meridian=0");
    assertWgs84(45.0, -77.0374006346, polar, 1e6, 1e6);
    assertWgs84(45.0, -77.0374006346, "EPSG:3031", 1e6, 1e6);
  }

  @Test
  void equalAreaCylindersDifferByTheirParallel() {
    for (int round = 0; round < 2; round++) {
      String along30 = projected(WGS84, "Behrmann", "Standard_Parallel_1=30.0");
      String alongEquator = projected(WGS84, "Cylindrical_Equal_Area", "Standard_Parallel_1=0.0");
      assertWgs84(10.3641678112, 33.1279073743, along30, 1e6, 4e6);
      assertWgs84(10.3641678112, 33.1279073743, "EPSG:6933", 1e6, 4e6);
      assertWgs84(8.9831528412, 39.0684998775, alongEquator, 1e6, 4e6);
    }
  }

  @Test
  void theDegreeUnitMayBeGivenWithFewDecimals() {
    for (String unit : List.of("0.0174532925199433", "0.017453292519943295", "0.01745329252")) {
      String polar =
          projected(
              WGS84.replace("0.0174532925199433", unit),
              "Stereographic_North_Pole",
              "Standard_Parallel_1=90.0");
      assertEquals(80.99, toWgs84(polar, 1e5, -1e6).lat(), 0.1, unit);
    }
  }

  @Test
  void equalEarthIsComputedOnTheEllipsoid() {
    for (String definition :
        List.of("EPSG:8857", projected(WGS84, "Equal_Earth", "Central_Meridian=0.0"))) {
      assertWgs84(16.2327520613, -75.3362234852, definition, 1_000_000, -8_000_000);
      assertWgs84(100, 62, definition, 7_080_649.82665579, 7_092_591.03700234);
    }
  }

  @Test
  void robinsonIsInterpolatedAsInOtherPrograms() {
    String robinson = projected(WGS84, "Robinson", "Central_Meridian=0.0");
    // The table of the projection leaves the interpolation open; 2e-5 degrees are 2 m.
    GeoPoint west = toWgs84(robinson, -9_000_000, 4_284_976);
    assertEquals(-103.407945668, west.lon(), 2e-5);
    assertEquals(40.081168679, west.lat(), 2e-5);
    GeoPoint north = toWgs84(robinson, 990_423.020407114, 5_223_563.6100635);
    assertEquals(11.996372949, north.lon(), 2e-5);
    assertEquals(49.003081379, north.lat(), 2e-5);
  }

  @Test
  void transverseMercatorIsExactFarFromItsMeridian() {
    String utm =
        projected(
            WGS84,
            "Transverse_Mercator",
            "False_Easting=500000.0",
            "Central_Meridian=10.0",
            "Scale_Factor=0.9996");
    assertWgs84(70, 45, utm, 5_050_976.86402529, 7_039_204.45576808);
    assertWgs84(150, -45, utm, 3_631_886.53584785, -14_171_431.0058551);
    assertWgs84(137.5282502699, 62.0005137230, utm, 3_000_000, 12_000_000);
    assertWgs84(11.8213110486, 50.5177407446, "EPSG:32632", 700_000, 5_600_000);
  }

  @Test
  void deprecatedCodesWithAnotherReplacementAreAmbiguousInFilesOnly() {
    for (String code : List.of("EPSG:2163", "EPSG:3408", "EPSG:3410", "EPSG:2244")) {
      KamclException e = assertThrows(KamclException.class, () -> toWgs84(code, 0, 0), code);
      assertEquals(GeoError.CRS_CODE_AMBIGUOUS, e.code());
    }
    // Who assigns the code, or writes the definition beside it, means the sphere.
    PixelToCrs pixels = PixelToCrs.affine(-284.48, 1, 0, -554_939.08, 0, -1).orElseThrow();
    GeoPoint sphere =
        Georeference.of(pixels, NamedCrs.fromEpsg(2163), 1, 1).toWgs84(0, 0).orElseThrow();
    assertEquals(40.0077315, sphere.lat(), 1e-6);
  }

  @Test
  void anOriginNextToThePoleIsThePole() {
    for (String latitude : List.of("90.0", "89.9999999", "89.99999999999")) {
      String azimuthal =
          projected(WGS84, "Lambert_Azimuthal_Equal_Area", "Latitude_Of_Origin=" + latitude);
      assertWgs84(5.7105931375, 80.9922937297, azimuthal, 100_000, -1_000_000);
    }
  }

  @Test
  void projectionsThatGeoToolsLacksOrComputesIncorrectlyAreRejected() {
    for (String code : List.of("EPSG:5513", "EPSG:2065", "EPSG:9311", "EPSG:6274")) {
      assertUnsupported(code);
    }
    assertUnsupported(projected(WGS84, "Gnomonic", "Latitude_Of_Center=-90.0"));
    assertUnsupported(projected(WGS84, "Laborde_Oblique_Mercator", "Azimuth=18.9"));
    assertUnsupported(projected(WGS84, "Goode_Homolosine", "Option=2.0"));
    assertUnsupported(projected(WGS84, "Transverse_Mercator", "A_Parameter_Of_My_Own=2.0"));
  }

  @Test
  void projectionFilesMayHaveByteOrderMarks(@TempDir Path folder) throws Exception {
    Path image = folder.resolve("image.jpg");
    String text = "\ufeff" + WGS84;
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      Files.write(folder.resolve("image.prj"), text.getBytes(charset));
      assertEquals(
          "GCS_WGS_1984",
          WktCrsParser.parse(SidecarFiles.prj(image).orElseThrow()).name(),
          charset.name());
      Files.write(folder.resolve("image.prj"), WGS84.getBytes(charset));
      assertEquals(Optional.of(WGS84), SidecarFiles.prj(image), charset.name());
    }
  }

  @Test
  void theBaseCrsOfALocalCrsIsNotUsedInItsPlace() {
    String local = "FITTED_CS[\"Mine\",PARAM_MT[\"Affine\"]," + WGS84 + "]";
    KamclException e = assertThrows(KamclException.class, () -> WktCrsParser.parse(local));
    assertEquals(GeoError.CRS_NOT_HORIZONTAL, e.code());
  }
}
