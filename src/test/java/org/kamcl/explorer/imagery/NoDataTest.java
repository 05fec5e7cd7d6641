package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.Problem;
import org.kamcl.support.TiffVariantWriter;

/** Values that are no measurements do not change how the measured ones are shown. */
class NoDataTest {
  private static final int SIDE = 64;
  private static final int GDAL_NODATA = 42_113;

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();

  /** Heights from 100 to 225; the left eighth of the image has another value. */
  private TiffVariantWriter heights(double other) {
    return new TiffVariantWriter(SIDE, SIDE, 1, at -> 0)
        .type(3, 32)
        .numbers(at -> at[0] < 8 ? other : 100 + 2 * at[0]);
  }

  private TiffVariantWriter integers(int format, int bits, int other) {
    return new TiffVariantWriter(SIDE, SIDE, 1, at -> at[0] < 8 ? other : 100 + 2 * at[0])
        .type(format, bits);
  }

  /** Asserts that the measured part covers all levels, in an even ramp. */
  private void assertRamp(Path file) {
    RgbImage image = loader.read(file, Optional.empty(), 512);
    for (int x = 8; x < SIDE; x++) {
      double share = Math.max(0, Math.min(1, (x - 9.0) / (62 - 9)));
      assertEquals(255 * share, image.sample(x, 5, 1), 3, "column " + x);
    }
  }

  private List<Problem> warnings(Path file) {
    List<Problem> planned =
        loader.plan(file, TilingSpec.DEFAULT, OptionalInt.empty()).get(0).warnings();
    assertEquals(planned, loader.inspector().inspect(file, OptionalInt.empty()).warnings());
    return planned;
  }

  private static Problem undeclared(Path file, String value) {
    return Problem.of(RasterError.NO_DATA_UNDECLARED, List.of(value)).in(file);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3.4e38, -3.4028234663852886e38, 3.4e38, 1e38, 9.96921e36, 1e20, -9999})
  void undeclaredValuesFarOutsideAreNoDataAndReported(double value) {
    Path file = heights(value).write(folder.resolve("dem.tif"));
    assertRamp(file);
    assertEquals(0, loader.read(file, Optional.empty(), 512).sample(3, 5, 0));
    String text = value == -9999 ? "-9999" : Float.toString((float) value);
    assertEquals(List.of(undeclared(file, text)), warnings(file));
  }

  @Test
  void undeclaredValuesOfIntegerTypesAreNoData() {
    for (int[] type : new int[][] {{2, 16, -32_768}, {2, 16, -9_999}, {1, 16, 65_535}}) {
      Path file = integers(type[0], type[1], type[2]).write(folder.resolve(type[2] + ".tif"));
      assertRamp(file);
      assertEquals(List.of(undeclared(file, Integer.toString(type[2]))), warnings(file));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valuesThatAreNotFiniteDoNotStretchTheImage(double value) {
    Path file = heights(value).write(folder.resolve("dem.tif"));
    assertRamp(file);
    int expected = value > 0 ? 255 : 0;
    assertEquals(expected, loader.read(file, Optional.empty(), 512).sample(3, 5, 0));
    assertEquals(List.of(), warnings(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "-inf", "nan", "-3.4e+38", "-1.#IND", "Infinity", "-9999"})
  void declaredValuesOfAllSpellingsAreNoData(String text) {
    double value =
        switch (text) {
          case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          case "nan", "-1.#IND" -> Double.NaN;
          default -> Double.parseDouble(text);
        };
    Path file = heights(value).text(GDAL_NODATA, text).write(folder.resolve("dem.tif"));
    assertRamp(file);
    assertEquals(0, loader.read(file, Optional.empty(), 512).sample(3, 5, 0));
    assertEquals(List.of(), warnings(file));
  }

  @Test
  void aDeclaredValueThatIsRoundedOtherwiseIsNotReported() {
    Path file =
        heights(-3.40282306e38)
            .text(GDAL_NODATA, "-3.4028234663852886e+38")
            .write(folder.resolve("dem.tif"));
    assertRamp(file);
    assertEquals(List.of(), warnings(file));
  }

  @Test
  void aValueThatASidecarFileDeclaresIsNoData() throws IOException {
    Path file = integers(1, 16, 0).write(folder.resolve("dem.tif"));
    Files.writeString(
        folder.resolve("dem.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><NoDataValue>0</NoDataValue></PAMRasterBand>"
            + "</PAMDataset>");
    assertRamp(file);
  }

  @Test
  void measuredValuesThatLookLikeNoDataAreKept() {
    // Depths on both sides of -9999, and levels up to the largest one.
    Path depths =
        new TiffVariantWriter(SIDE, SIDE, 1, at -> -9_999 - 10 * (at[0] - 32))
            .type(2, 16)
            .write(folder.resolve("depths.tif"));
    assertEquals(List.of(), warnings(depths));
    Path levels =
        new TiffVariantWriter(SIDE, SIDE, 1, at -> Math.min(65_535, at[0] * 1_100))
            .type(1, 16)
            .write(folder.resolve("levels.tif"));
    assertEquals(List.of(), warnings(levels));
    RgbImage image = loader.read(levels, Optional.empty(), 512);
    assertEquals(255, image.sample(SIDE - 1, 5, 0));
    assertTrue(image.sample(32, 5, 0) > 110 && image.sample(32, 5, 0) < 145);
  }

  @Test
  void eachBandHasItsOwnValue() {
    Path file =
        new TiffVariantWriter(SIDE, SIDE, 3, at -> 0)
            .type(3, 32)
            .numbers(at -> at[0] < 8 && at[2] == 1 ? -9_999 : 100 + 2 * at[0])
            .write(folder.resolve("bands.tif"));
    RgbImage image = loader.read(file, Optional.empty(), 512);
    for (int x = 8; x < SIDE; x++) {
      assertEquals(image.sample(x, 5, 0), image.sample(x, 5, 2), "column " + x);
    }
    assertRamp(file);
  }

  @Test
  void tilesWithoutMeasuredPixelsAreNotIndexed() {
    Path file =
        new TiffVariantWriter(SIDE, SIDE, 1, at -> 0)
            .type(3, 32)
            .numbers(at -> at[0] < 32 ? -3.4e38 : at[1] < 32 ? Double.NaN : at[0])
            .write(folder.resolve("half.tif"));
    List<PlannedImage> images =
        loader.plan(file, TilingSpec.parse("32px", 0, OptionalDouble.empty()), OptionalInt.empty());
    assertEquals(1, images.size());
    assertEquals(32, images.get(0).tile().orElseThrow().x());
    assertEquals(32, images.get(0).tile().orElseThrow().y());
  }
}
