package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.GeoPoint;

/** Parsing of WKT and EPSG codes; expected coordinates are computed with PROJ. */
class WktCrsParserTest {
  private static final String LAMBERT_ESRI =
      "PROJCS[\"RGF_1993_Lambert_93\",GEOGCS[\"GCS_RGF_1993\",DATUM[\"D_RGF_1993\","
          + "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
          + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic\"],"
          + "PARAMETER[\"False_Easting\",700000.0],PARAMETER[\"False_Northing\",6600000.0],"
          + "PARAMETER[\"Central_Meridian\",3.0],PARAMETER[\"Standard_Parallel_1\",49.0],"
          + "PARAMETER[\"Standard_Parallel_2\",44.0],PARAMETER[\"Latitude_Of_Origin\",46.5],"
          + "UNIT[\"Meter\",1.0]]";

  /** WKT 2 without an EPSG code. */
  private static final String LAMBERT_2 =
      "PROJCRS[\"a Lambert\",BASEGEOGCRS[\"RGF93 v1\",DATUM[\"Reseau Geodesique Francais 1993\","
          + "ELLIPSOID[\"GRS 1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],"
          + "PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]]],"
          + "CONVERSION[\"a Lambert\",METHOD[\"Lambert Conic Conformal (2SP)\"],"
          + "PARAMETER[\"Latitude of false origin\",46.5,ANGLEUNIT[\"degree\",0.0174532925199433]],"
          + "PARAMETER[\"Longitude of false origin\",3,ANGLEUNIT[\"degree\",0.0174532925199433]],"
          + "PARAMETER[\"Latitude of 1st standard parallel\",49,"
          + "ANGLEUNIT[\"degree\",0.0174532925199433]],"
          + "PARAMETER[\"Latitude of 2nd standard parallel\",44,"
          + "ANGLEUNIT[\"degree\",0.0174532925199433]],"
          + "PARAMETER[\"Easting at false origin\",700,LENGTHUNIT[\"kilometre\",1000]],"
          + "PARAMETER[\"Northing at false origin\",6600000,LENGTHUNIT[\"metre\",1]]],"
          + "CS[Cartesian,2],AXIS[\"easting\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],"
          + "AXIS[\"northing\",north,ORDER[2],LENGTHUNIT[\"metre\",1]]]";

  private static void assertLocation(String text, double x, double y, double lon, double lat) {
    NamedCrs crs = WktCrsParser.parse(text);
    PixelToCrs map = PixelToCrs.affine(new double[] {x, 1, 0, y, 0, -1}).orElseThrow();
    GeoPoint corner = Georeference.of(map, crs, 10, 10).toWgs84(0, 0).orElseThrow();
    assertEquals(lon, corner.lon(), 1e-6, text);
    assertEquals(lat, corner.lat(), 1e-6, text);
  }

  @Test
  void allDialectsGiveTheSameLocation() {
    for (String text : List.of("EPSG:2154", " epsg:2154\n", LAMBERT_ESRI, LAMBERT_2)) {
      assertLocation(text, 650_000, 6_860_000, 2.3187905970, 48.8381101226);
    }
    assertLocation("EPSG:26914", 500_000, 5_200_000, -99, 46.9535292034);
  }

  @Test
  void aCrsWithAnAuthorityCodeIsNamedByIt() {
    String numbered =
        LAMBERT_ESRI.substring(0, LAMBERT_ESRI.length() - 1) + ",AUTHORITY[\"EPSG\",\"2154\"]]";
    assertEquals("EPSG:2154", WktCrsParser.parse(numbered).name());
    assertEquals("RGF_1993_Lambert_93", WktCrsParser.parse(LAMBERT_ESRI).name());
  }

  @Test
  void codesAreReadInAllSpellings() {
    for (String code :
        List.of(
            "EPSG:2154",
            "epsg:2154",
            "EPSG::2154",
            "urn:ogc:def:crs:EPSG::2154",
            "urn:ogc:def:crs:EPSG:9.6:2154",
            "urn:x-ogc:def:crs:EPSG:2154",
            "http://www.opengis.net/def/crs/EPSG/0/2154")) {
      assertEquals("EPSG:2154", WktCrsParser.parse(code + "\n").name(), code);
    }
  }

  @Test
  void otherKindsOfDefinitionsAreRejectedByName() {
    for (String text : List.of("ESRI:102100", "+proj=utm +zone=33 +datum=WGS84")) {
      KamclException e = assertThrows(KamclException.class, () -> WktCrsParser.parse(text), text);
      assertEquals(
          text.startsWith("+") ? GeoError.CRS_PROJ_STRING : GeoError.CRS_CODE_UNKNOWN, e.code());
      assertEquals(List.of(text), e.arguments());
    }
  }

  @Test
  void unsupportedDefinitionsAreRejectedWithACode() {
    String derived =
        "GEOGCRS[\"turned\",BASEGEOGCRS[\"unknown\",DATUM[\"World Geodetic System 1984\","
            + "ELLIPSOID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0]],"
            + "DERIVINGCONVERSION[\"unknown\",METHOD[\"PROJ ob_tran o_proj=longlat\"],"
            + "PARAMETER[\"o_lon_p\",-162],PARAMETER[\"o_lat_p\",39.25]],CS[ellipsoidal,2],"
            + "AXIS[\"longitude\",east],AXIS[\"latitude\",north]]";
    String site = "LOCAL_CS[\"site\",UNIT[\"metre\",1]]";
    String strange = LAMBERT_ESRI.replace("Lambert_Conformal_Conic", "Projection_Of_My_Own");
    Map<String, ErrorCode> refused =
        Map.of(
            derived,
            GeoError.CRS_DERIVED,
            site,
            GeoError.CRS_NOT_HORIZONTAL,
            strange,
            GeoError.PROJECTION_UNSUPPORTED,
            "",
            GeoError.CRS_TEXT_NOT_UNDERSTOOD,
            "PROJCS[",
            GeoError.ELLIPSOID_MISSING,
            "hello",
            GeoError.CRS_TEXT_NOT_UNDERSTOOD,
            "EPSG:9999999",
            GeoError.CRS_CODE_UNKNOWN);
    refused.forEach(
        (text, code) -> {
          KamclException e =
              assertThrows(KamclException.class, () -> WktCrsParser.parse(text), text);
          assertEquals(code, e.code(), e.getMessage());
        });
    assertEquals(
        "The CRS turned is derived from another CRS, which is not supported. Warp the image to"
            + " another CRS first.",
        assertThrows(KamclException.class, () -> WktCrsParser.parse(derived)).getMessage());
  }
}
