package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.support.BmpWriter;

class BmpVariantsTest {
  private static final int WIDTH = 11;
  private static final int HEIGHT = 6;

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();

  private static int index(int x, int y) {
    return (x + 3 * y) % 16;
  }

  /** The color of an index, different in all bands. */
  private static int color(int index) {
    return ((index * 16) << 16) | ((255 - index * 16) << 8) | ((index * 37 + 5) % 256);
  }

  private static int[] palette(int size) {
    int[] colors = new int[size];
    Arrays.setAll(colors, BmpVariantsTest::color);
    return colors;
  }

  private static BmpWriter indexed(int bits, int colors) {
    return new BmpWriter(WIDTH, HEIGHT, bits, (x, y) -> index(x, y) % (1 << Math.min(4, bits)))
        .palette(palette(colors));
  }

  private static BmpWriter direct(int bits, IntBinaryOperator value) {
    return new BmpWriter(WIDTH, HEIGHT, bits, value);
  }

  private static int rgb(int x, int y) {
    return color(index(x, y));
  }

  /** A color of fewer bits, packed; red is the highest. */
  private static int packed(int x, int y, int red, int green, int blue) {
    int color = rgb(x, y);
    return (color >> 16 & 0xff) >> (8 - red) << (green + blue)
        | (color >> 8 & 0xff) >> (8 - green) << blue
        | (color & 0xff) >> (8 - blue);
  }

  /** Rows from the bottom as runs of one, absolute runs and pairs of equal pixels. */
  private static byte[] runs(int bits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = HEIGHT - 1; y >= 0; y--) {
      if (y % 2 == 0) {
        for (int x = 0; x < WIDTH; x++) {
          out.write(1);
          out.write(index(x, y) << (bits == 4 ? 4 : 0));
        }
      } else {
        out.write(0);
        out.write(WIDTH);
        int length = bits == 8 ? WIDTH : (WIDTH + 1) / 2;
        for (int i = 0; i < length; i++) {
          int low = 2 * i + 1 < WIDTH ? index(2 * i + 1, y) : 0;
          out.write(bits == 8 ? index(i, y) : index(2 * i, y) << 4 | low);
        }
        if (length % 2 == 1) {
          out.write(0);
        }
      }
      out.write(0);
      out.write(y == 0 ? 1 : 0);
    }
    return out.toByteArray();
  }

  private static Map<String, BmpWriter> variants() {
    Map<String, BmpWriter> all = new LinkedHashMap<>();
    for (int header : new int[] {12, 40, 64, 108, 124}) {
      all.put("4 bits, header " + header, indexed(4, 16).header(header));
      all.put("8 bits, header " + header, indexed(8, header == 12 ? 256 : 16).header(header));
      all.put("24 bits, header " + header, direct(24, BmpVariantsTest::rgb).header(header));
    }
    all.put("top down", direct(24, BmpVariantsTest::rgb).topDown());
    all.put("8 bits top down", indexed(8, 16).topDown());
    all.put("32 bits", direct(32, BmpVariantsTest::rgb));
    all.put("32 bits with masks", direct(32, BmpVariantsTest::rgb).masks(0xff0000, 0xff00, 0xff));
    all.put(
        "32 bits, other order",
        direct(32, (x, y) -> rgb(x, y) << 8).masks(0xff000000, 0xff0000, 0xff00));
    for (int header : new int[] {52, 56, 108, 124}) {
      all.put(
          "32 bits with alpha, header " + header,
          direct(32, (x, y) -> 0xff000000 | rgb(x, y))
              .header(header)
              .masks(
                  header == 52
                      ? new int[] {0xff0000, 0xff00, 0xff}
                      : new int[] {0xff0000, 0xff00, 0xff, 0xff000000}));
    }
    all.put("gap before the pixels", indexed(8, 16).gap(100));
    all.put("size 0", direct(24, BmpVariantsTest::rgb).imageSize(0));
    all.put("size overstated", direct(24, BmpVariantsTest::rgb).imageSize(99_999));
    all.put("colors not counted", indexed(8, 256).colorsUsed(0));
    all.put("colors of direct pixels", direct(24, BmpVariantsTest::rgb).palette(palette(20)));
    for (int bits : new int[] {4, 8}) {
      byte[] runs = runs(bits);
      all.put("runs of " + bits, indexed(bits, 16).runs(runs));
      all.put("runs of " + bits + ", size 0", indexed(bits, 16).runs(runs).imageSize(0));
      all.put(
          "runs of " + bits + ", size overstated", indexed(bits, 16).runs(runs).imageSize(5_000));
      all.put(
          "runs of " + bits + ", both sizes overstated",
          indexed(bits, 16).runs(runs).imageSize(70_000).fileSize(80_000));
      all.put(
          "runs of " + bits + ", sizes overstated by far",
          indexed(bits, 16).runs(runs).imageSize(Integer.MAX_VALUE).fileSize(Integer.MAX_VALUE));
      all.put(
          "runs of " + bits + " without an end",
          indexed(bits, 16).runs(Arrays.copyOf(runs, runs.length - 2)));
    }
    return all;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.bmp"), bytes);
  }

  private void assertColors(byte[] bytes, int tolerance) throws IOException {
    Path file = write(bytes);
    ImageMetadata metadata = loader.inspector().inspect(file, OptionalInt.empty());
    assertEquals(WIDTH, metadata.width());
    assertEquals(HEIGHT, metadata.height());
    RgbImage image = loader.read(file, Optional.empty(), 512);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(
              rgb(x, y) >> (16 - 8 * c) & 0xff,
              image.sample(x, y, c),
              tolerance,
              x + ", " + y + ", " + c);
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyVariantHasTheSamePixels() {
    return variants().entrySet().stream()
        .map(v -> DynamicTest.dynamicTest(v.getKey(), () -> assertColors(v.getValue().bytes(), 0)));
  }

  @Test
  void colorsOfSixteenBitsAreExpanded() throws IOException {
    assertColors(direct(16, (x, y) -> packed(x, y, 5, 5, 5)).bytes(), 8);
    assertColors(direct(16, (x, y) -> packed(x, y, 5, 6, 5)).masks(0xf800, 0x7e0, 0x1f).bytes(), 8);
    assertColors(direct(16, (x, y) -> packed(x, y, 5, 5, 5)).masks(0x7c00, 0x3e0, 0x1f).bytes(), 8);
    assertColors(
        direct(
                32,
                (x, y) ->
                    ((rgb(x, y) >> 16) << 20)
                        | (((rgb(x, y) >> 8) & 0xff) << 10)
                        | (rgb(x, y) & 0xff))
            .masks(0xff00000, 0x3fc00, 0xff)
            .bytes(),
        1);
  }

  @Test
  void bitsOfTwoColorsHaveTheirColors() throws IOException {
    Path file =
        write(new BmpWriter(13, 5, 1, (x, y) -> (x + y) % 2).palette(0x102030, 0xf0e0d0).bytes());
    RgbImage image = loader.read(file, Optional.empty(), 512);
    assertEquals(0x20, image.sample(0, 0, 1));
    assertEquals(0xe0, image.sample(12, 1, 1));
  }

  @Test
  void skippedPixelsOfRunsKeepTheFirstColor() throws IOException {
    // Two pixels, then 3 right and 1 up, one pixel, end.
    byte[] runs = {2, 5, 0, 2, 3, 1, 1, 7, 0, 1};
    Path file = write(new BmpWriter(8, 4, 8, (x, y) -> 0).palette(palette(16)).runs(runs).bytes());
    RgbImage image = loader.read(file, Optional.empty(), 512);
    int[][] expected = {{0, 3, 5}, {1, 3, 5}, {2, 3, 0}, {5, 2, 7}, {6, 2, 0}, {0, 0, 0}};
    for (int[] pixel : expected) {
      assertEquals(color(pixel[2]) >> 8 & 0xff, image.sample(pixel[0], pixel[1], 1));
    }
  }

  @Test
  void runsThatEndBeforeTheBitmapAreDamage() throws IOException {
    byte[] runs = runs(8);
    assertDamaged(indexed(8, 16).runs(Arrays.copyOf(runs, runs.length - 9)).bytes());
  }

  @Test
  void compressionsOfOs2AreNamed() throws IOException {
    byte[] bytes = indexed(8, 16).header(64).bytes();
    bytes[30] = 4;
    Path file = write(bytes);
    KamclException e =
        assertThrows(
            KamclException.class, () -> loader.inspector().inspect(file, OptionalInt.empty()));
    assertTrue(e.getMessage().contains("OS/2"), e.getMessage());
  }

  @Test
  void missingRowsAreDamage() throws IOException {
    byte[] bytes = direct(24, BmpVariantsTest::rgb).bytes();
    assertDamaged(Arrays.copyOf(bytes, bytes.length - 40));
  }

  private void assertDamaged(byte[] bytes) throws IOException {
    Path file = write(bytes);
    KamclException e =
        assertThrows(
            KamclException.class, () -> loader.inspector().inspect(file, OptionalInt.empty()));
    assertTrue(e.getMessage().contains("a.bmp"), e.getMessage());
    assertTrue(e.getMessage().contains("damaged"), e.getMessage());
  }
}
