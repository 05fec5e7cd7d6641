package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.GeoPoint;

/** CRSs described by GeoTIFF keys; expected coordinates are computed with PROJ. */
class GeoKeysTest {
  private static final double FOOT = 0.3048;
  private static final double US_FOOT = 1200.0 / 3937;
  private static final double NEAR = 1e-7;

  @TempDir private Path folder;

  /** Collects keys and coordinates. */
  private static final class Keys {
    private final List<long[]> entries = new ArrayList<>();
    private final List<Double> doubles = new ArrayList<>();
    private String text = "";

    Keys code(int key, int value) {
      entries.add(new long[] {key, 0, 1, value});
      return this;
    }

    Keys number(int key, double value) {
      entries.add(new long[] {key, 34_736, 1, doubles.size()});
      doubles.add(value);
      return this;
    }

    Keys text(int key, String value) {
      entries.add(new long[] {key, 34_737, value.length() + 1, text.length()});
      text += value + "|";
      return this;
    }

    GeoTiffTags at(double x, double y) {
      long[] directory = new long[4 * entries.size() + 4];
      directory[0] = 1;
      directory[1] = 1;
      directory[3] = entries.size();
      for (int i = 0; i < entries.size(); i++) {
        System.arraycopy(entries.get(i), 0, directory, 4 * i + 4, 4);
      }
      return new GeoTiffTags(
          directory,
          doubles.stream().mapToDouble(d -> d).toArray(),
          text,
          new double[] {0.001, 0.001, 0},
          new double[] {0, 0, 0, x, y, 0},
          new double[0],
          new double[0]);
    }
  }

  private GeoreferenceResult read(GeoTiffTags tags) {
    return new GeoreferenceReader(OptionalInt.empty())
        .read(
            folder.resolve("image.tif"),
            new GeoreferenceReader.EmbeddedMetadata(Optional.of(tags), Optional.empty(), false),
            1,
            1);
  }

  private void assertWgs84(double lon, double lat, GeoTiffTags tags) {
    GeoreferenceResult result = read(tags);
    GeoPoint corner =
        result
            .georeference()
            .orElseThrow(() -> new AssertionError(result.warnings().toString()))
            .toWgs84(0, 0)
            .orElseThrow();
    assertEquals(lon, corner.lon(), NEAR, result.crs());
    assertEquals(lat, corner.lat(), NEAR, result.crs());
  }

  /** Transverse Mercator on NAD83 along 82.5 W, with a false easting of 200 km. */
  private static Keys transverseMercator(double unit) {
    return new Keys()
        .code(1024, 1)
        .code(2048, 4269)
        .code(3072, 32_767)
        .code(3075, 1)
        .number(3080, -82.5)
        .number(3081, 30)
        .number(3082, 200_000 / unit)
        .number(3083, 0)
        .number(3092, 0.9999);
  }

  @Test
  void aUnitThatOnlyACitationNamesCounts() {
    double x = 150_000;
    double y = 250_000;
    assertWgs84(-83.0306565, 32.2539691, transverseMercator(1).at(x, y));
    String imagine = "IMAGINE GeoTIFF Support\nCopyright 1991\nProjection Name = Mine\nUnits = ";
    for (String name :
        List.of("international_FeeT", "feet", "Foot", "International Feet", "ft", "Foot_Intl")) {
      assertWgs84(
          -83.0306565,
          32.2539691,
          transverseMercator(FOOT).text(1026, imagine + name).at(x / FOOT, y / FOOT));
    }
    for (String name : List.of("us_survey_feet", "US Survey Feet", "Foot_US", "US_Feet")) {
      assertWgs84(
          -83.0306565,
          32.2539691,
          transverseMercator(US_FOOT)
              .text(3073, "PCS Name = Mine|LUnits = " + name + "|")
              .at(x / US_FOOT, y / US_FOOT));
    }
    assertWgs84(
        -83.0306565,
        32.2539691,
        transverseMercator(1).text(1026, imagine + "meters\nGeoTIFF Units = meters").at(x, y));
  }

  @Test
  void aKeyIsPreferredToACitation() {
    assertWgs84(
        -83.0306565,
        32.2539691,
        transverseMercator(1).code(3076, 9001).text(1026, "Units = feet").at(150_000, 250_000));
  }

  @Test
  void aUserDefinedUnitWithoutASizeIsNotTakenForMeters() {
    assertWgs84(
        -83.0306565,
        32.2539691,
        transverseMercator(FOOT)
            .code(3076, 32_767)
            .text(1026, "Units = feet")
            .at(150_000 / FOOT, 250_000 / FOOT));
    assertCode(
        GeoError.UNIT_UNKNOWN, transverseMercator(1).code(3076, 32_767).at(150_000, 250_000));
    assertCode(
        GeoError.UNIT_NAME_UNKNOWN,
        transverseMercator(1).text(1026, "Units = cubits").at(150_000, 250_000));
  }

  private void assertCode(GeoError code, GeoTiffTags tags) {
    GeoreferenceResult result = read(tags);
    assertEquals(Optional.empty(), result.georeference());
    assertEquals(1, result.warnings().size());
    assertTrue(
        result.warnings().get(0).is(GeoError.CRS_UNUSABLE)
            && result.warnings().get(0).arguments().toString().contains(code.name()),
        result.warnings().toString());
  }

  /** RGF93 in grads from Paris, unless the meridian is given otherwise. */
  private static Keys grads() {
    return new Keys().code(1024, 2).code(2048, 32_767).code(2050, 6171).code(2054, 9105);
  }

  @Test
  void primeMeridiansAreGivenByCodeOrInTheUnitOfAngles() {
    assertWgs84(2.7872292, 45.0, grads().code(2051, 8903).at(0.5, 50));
    assertWgs84(2.7872292, 45.0, grads().number(2061, 2.5969213).at(0.5, 50));
    assertWgs84(2.7872292, 45.0, grads().code(2051, 8903).number(2061, 0).at(0.5, 50));
    assertWgs84(0.45, 45.0, grads().at(0.5, 50));
  }

  @Test
  void aProjectionByCodeIsInTheUnitOfTheFile() {
    Keys feet =
        new Keys()
            .code(1024, 1)
            .code(2048, 4267)
            .code(3072, 32_767)
            .code(3074, 15_302)
            .code(3076, 9003);
    assertWgs84(-85.6651949, 35.2157718, feet.at(2_100_000, 300_000));
    Keys meters = new Keys().code(1024, 1).code(2048, 4269).code(3072, 32_767).code(3074, 10_131);
    assertWgs84(-85.7260742, 33.2055841, meters.at(210_000, 300_000));
  }

  @Test
  void aCodeMayComeWithAnotherUnit() {
    // NTF (Paris) is in grads.
    Keys degrees = new Keys().code(1024, 2).code(2048, 4807).code(2054, 9102);
    assertWgs84(2.8365746, 44.9999776, degrees.at(0.5, 45));
    Keys grads = new Keys().code(1024, 2).code(2048, 4807).code(2054, 9105);
    assertWgs84(2.7865727, 44.9999773, grads.at(0.5, 50));
    assertWgs84(2.7865727, 44.9999773, new Keys().code(1024, 2).code(2048, 4807).at(0.5, 50));
    // Oregon North is in meters; the file is in feet, as its citation says.
    Keys oregon =
        new Keys()
            .code(1024, 1)
            .code(3072, 2838)
            .text(
                1026,
                "IMAGINE GeoTIFF Support\nProjection Name = Lambert Conformal Conic\n"
                    + "Units = international_FeeT\nGeoTIFF Units = international_FeeT");
    assertWgs84(-122.9833155, 45.0110772, oregon.at(7_560_000, 500_000));
  }
}
