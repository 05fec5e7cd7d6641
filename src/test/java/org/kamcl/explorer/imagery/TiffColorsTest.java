package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.tiff.TiffError;
import org.kamcl.support.TiffVariantWriter;

/** Interpretations of TIFF samples, each with the colors that its specification defines. */
class TiffColorsTest {
  private static final int WHITE_IS_ZERO = 0;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;
  private static final int YCBCR = 6;
  private static final int LAB = 8;
  private static final int COLOR_MAP = 320;
  private static final int COEFFICIENTS = 529;
  private static final int SUBSAMPLING = 530;
  private static final int REFERENCE = 532;

  /** Red, green, blue and gray as Y, Cb and Cr of full range (BT.601). */
  private static final int[][] YCC = {{76, 85, 255}, {150, 44, 21}, {29, 255, 107}, {90, 128, 128}};

  private static final int[][] RGB = {{254, 0, 0}, {0, 255, 1}, {0, 0, 254}, {90, 90, 90}};

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();

  private RgbImage read(Path file) {
    return loader.read(file, Optional.empty(), 512);
  }

  private static void assertColor(int[] expected, RgbImage image, int x, int y, int tolerance) {
    for (int c = 0; c < 3; c++) {
      assertEquals(expected[c], image.sample(x, y, c), tolerance, x + ", " + y + ", band " + c);
    }
  }

  /** The color of a pixel: patches of {@code across} by {@code down} pixels. */
  private static int patch(int x, int y, int across, int down) {
    return (x / across + 2 * (y / down)) % 4;
  }

  /** Units of Y samples, Cb and Cr. */
  private static byte[] units(int width, int rows, int firstRow, int across, int down) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = 0; y < rows; y += down) {
      for (int x = 0; x < width; x += across) {
        int[] ycc = YCC[patch(x, firstRow + y, across, down)];
        for (int i = 0; i < across * down; i++) {
          out.write(ycc[0]);
        }
        out.write(ycc[1]);
        out.write(ycc[2]);
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"2,2,1", "2,1,5", "4,2,8", "1,2,32773", "4,4,1", "1,1,8"})
  void subsampledYcbcrIsConverted(int across, int down, int compression) {
    // Neither side is a multiple of the unit; the second strip is shorter.
    int width = 11;
    int height = 7;
    Path file =
        new TiffVariantWriter(width, height, 3, at -> 0)
            .strips(4)
            .compressed(compression, 1)
            .photometric(YCBCR)
            .tag(SUBSAMPLING, across, down)
            .content(units(width, 4, 0, across, down), units(width, height - 4, 4, across, down))
            .write(folder.resolve("ycc.tif"));
    RgbImage image = read(file);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertColor(RGB[patch(x, y, across, down)], image, x, y, 1);
      }
    }
    RgbImage part = loader.read(file, Optional.of(new TileBounds(3, 2, 7, 4)), 512);
    assertColor(RGB[patch(5, 5, across, down)], part, 2, 3, 1);
    RgbImage green = loader.read(file, Optional.empty(), 512, new BandRendering(List.of(2), 2, 98));
    assertEquals(RGB[patch(5, 5, across, down)][1], green.sample(5, 5, 0), 1);
  }

  @Test
  void tiledYcbcrMayEndWithTheImage() {
    int width = 20;
    int height = 20;
    byte[] full = units(16, 16, 0, 2, 2);
    byte[] bottom = units(16, 4, 16, 2, 2);
    Path file =
        new TiffVariantWriter(width, height, 3, at -> 0)
            .tiles(16, 16)
            .photometric(YCBCR)
            .content(full, full, bottom, bottom)
            .write(folder.resolve("ycc.tif"));
    RgbImage image = read(file);
    // Without the tag, colors are shared by squares of four pixels.
    assertColor(RGB[patch(6, 18, 2, 2)], image, 6, 18, 1);
    assertColor(RGB[patch(19, 19, 2, 2)], image, 19, 19, 1);
  }

  @Test
  void codingRangesAndCoefficientsOfTheFileApply() {
    // Video levels: black at 16, white at 235, chroma of 112 on both sides.
    Path file =
        new TiffVariantWriter(4, 1, 3, at -> 0)
            .photometric(YCBCR)
            .tag(SUBSAMPLING, 1, 1)
            .floats(COEFFICIENTS, 0.2126f, 0.7152f, 0.0722f)
            .floats(REFERENCE, 16, 235, 128, 240, 128, 240)
            .content(
                new byte[] {
                  16,
                  (byte) 128,
                  (byte) 128,
                  (byte) 235,
                  (byte) 128,
                  (byte) 128,
                  63,
                  102,
                  (byte) 240,
                  (byte) 173,
                  42,
                  26
                })
            .write(folder.resolve("ycc.tif"));
    RgbImage image = read(file);
    assertColor(new int[] {0, 0, 0}, image, 0, 0, 0);
    assertColor(new int[] {255, 255, 255}, image, 1, 0, 0);
    assertColor(new int[] {255, 0, 0}, image, 2, 0, 3);
    assertColor(new int[] {0, 255, 0}, image, 3, 0, 3);
  }

  @Test
  void arrangementsOfYcbcrThatAreNotReadAreNamed() {
    Path planar =
        new TiffVariantWriter(8, 8, 3, at -> 0)
            .planar()
            .photometric(YCBCR)
            .write(folder.resolve("planar.tif"));
    Path deep =
        new TiffVariantWriter(8, 8, 3, at -> 0)
            .type(1, 16)
            .photometric(YCBCR)
            .write(folder.resolve("deep.tif"));
    for (Path file : List.of(planar, deep)) {
      assertRefused(TiffError.YCBCR_UNSUPPORTED, file);
    }
  }

  private void assertRefused(TiffError code, Path file) {
    KamclException e =
        assertThrows(
            KamclException.class, () -> loader.inspector().inspect(file, OptionalInt.empty()));
    assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
    assertTrue(((Problem) e.arguments().get(1)).is(code), e.getMessage());
  }

  @Test
  void otherColorSpacesAreNamed() {
    assertRefused(
        TiffError.COLORS_UNSUPPORTED,
        new TiffVariantWriter(8, 8, 3, at -> 0).photometric(LAB).write(folder.resolve("lab.tif")));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16})
  void cmykOfAllDepthsIsConverted(int bits) {
    int most = (1 << bits) - 1;
    int[][] inks = {{0, 1, 1, 0}, {1, 0, 1, 0}, {1, 1, 0, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}};
    int[][] colors = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {0, 0, 0}, {255, 255, 255}};
    for (boolean planar : new boolean[] {false, true}) {
      TiffVariantWriter writer =
          new TiffVariantWriter(5, 2, 4, at -> inks[at[0]][at[2]] * most)
              .type(1, bits)
              .photometric(CMYK);
      Path file =
          (planar ? writer.planar() : writer).write(folder.resolve("cmyk" + planar + ".tif"));
      RgbImage image = read(file);
      for (int x = 0; x < 5; x++) {
        assertColor(colors[x], image, x, 1, 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 12, 16})
  void whiteIsZeroIsInvertedAtAllDepths(int bits) {
    int most = (1 << bits) - 1;
    Path file =
        new TiffVariantWriter(64, 8, 1, at -> at[0] * most / 63)
            .type(1, bits)
            .photometric(WHITE_IS_ZERO)
            .write(folder.resolve("white.tif"));
    RgbImage image = loader.read(file, Optional.empty(), 512, new BandRendering(List.of(), 0, 100));
    for (int x = 0; x < 64; x++) {
      double level = 255.0 * (most - x * most / 63) / most;
      assertEquals(level, image.sample(x, 3, 1), 1, "column " + x);
    }
  }

  @Test
  void noDataIsBlackAlsoWhereWhiteIsZero() {
    Path file =
        new TiffVariantWriter(64, 8, 1, at -> at[0] < 8 ? 0 : 1000 + at[0])
            .type(1, 16)
            .photometric(WHITE_IS_ZERO)
            .text(42_113, "0")
            .write(folder.resolve("white.tif"));
    RgbImage image = loader.read(file, Optional.empty(), 512, new BandRendering(List.of(), 0, 100));
    assertEquals(0, image.sample(3, 3, 0));
    assertEquals(255, image.sample(8, 3, 0));
    assertEquals(0, image.sample(63, 3, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void palettesOfAllDepthsAreApplied(int bits) {
    int size = 1 << bits;
    long[] map = new long[3 * size];
    for (int i = 0; i < size; i++) {
      map[i] = (i * 37 % 256) * 257L;
      map[size + i] = (i * 91 % 256) * 257L;
      map[2 * size + i] = (255 - i % 256) * 257L;
    }
    Path file =
        new TiffVariantWriter(40, 30, 1, at -> (at[0] * 7 + at[1]) % size)
            .type(1, bits)
            .photometric(PALETTE)
            .tag(COLOR_MAP, map)
            .write(folder.resolve("palette.tif"));
    RgbImage image = read(file);
    for (int x = 0; x < 40; x++) {
      int i = (x * 7 + 11) % size;
      assertColor(new int[] {i * 37 % 256, i * 91 % 256, 255 - i % 256}, image, x, 11, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,10", "1,12", "1,14", "1,24", "1,64", "2,8", "2,64", "3,32", "3,64"})
  void everyDepthOfSamplesIsStretched(int format, int bits) {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (boolean planar : new boolean[] {false, true}) {
        TiffVariantWriter writer =
            new TiffVariantWriter(100, 9, 5, at -> at[0] + at[2])
                .type(format, bits)
                .order(order, false);
        Path file =
            (planar ? writer.planar() : writer)
                .write(folder.resolve(order + "-" + planar + ".tif"));
        RgbImage image =
            loader.read(file, Optional.empty(), 512, new BandRendering(List.of(5, 2, 3), 0, 100));
        for (int x = 0; x < 100; x++) {
          for (int c = 0; c < 3; c++) {
            assertEquals(255.0 * x / 99, image.sample(x, 4, c), 1, order + " " + x);
          }
        }
      }
    }
  }
}
