package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.support.TiffVariantWriter;

class TiffVariantsTest {
  private static final int WIDTH = 53;
  private static final int HEIGHT = 37;

  @TempDir private Path folder;
  private final ImageLoader reader = new ImageLoader();

  private static int pixelValue(int[] at) {
    return (at[0] * 7 + at[1] * 13 + at[2] * 90) % 256;
  }

  private record Variant(
      ByteOrder order,
      boolean big,
      boolean planar,
      boolean tiled,
      int compression,
      int predictor) {}

  static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      int[] compressions = {1, 5, 8, 32_773};
      int compression = compressions[i >> 4 & 3];
      boolean predicts = compression == 5 || compression == 8;
      variants.add(
          new Variant(
              (i & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
              (i & 2) != 0,
              (i & 4) != 0,
              (i & 8) != 0,
              compression,
              (i & 64) != 0 && predicts ? 2 : 1));
    }
    return variants;
  }

  private static TiffVariantWriter writer(Variant variant) {
    TiffVariantWriter tiff = new TiffVariantWriter(WIDTH, HEIGHT, 3, TiffVariantsTest::pixelValue);
    tiff.order(variant.order, variant.big).compressed(variant.compression, variant.predictor);
    if (variant.planar) {
      tiff.planar();
    }
    return variant.tiled ? tiff.tiles(16, 32) : tiff.strips(5);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantGivesTheSamePixels(Variant variant) {
    Path file = writer(variant).write(folder.resolve("odd.tif"));
    RgbImage whole = reader.read(file, Optional.empty(), 512);
    RgbImage part = reader.read(file, Optional.of(new TileBounds(11, 9, 30, 20)), 512);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertEquals(pixelValue(new int[] {x, y, c}), whole.sample(x, y, c));
        }
      }
      assertEquals(pixelValue(new int[] {11 + 29, 9 + 19, c}), part.sample(29, 19, c));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void deepSamplesAreStretchedEquallyInEveryVariant(Variant variant) {
    for (int[] type : new int[][] {{1, 16}, {2, 16}, {1, 32}, {2, 32}, {3, 32}, {3, 64}}) {
      if (variant.predictor == 2 && type[0] == 3) {
        continue;
      }
      // The values fit signed and unsigned 16-bit types.
      Path file =
          writer(variant)
              .type(type[0], type[1])
              .write(folder.resolve(type[0] + "-" + type[1] + ".tif"));
      RgbImage image =
          reader.read(file, Optional.empty(), 512, new BandRendering(List.of(), 0, 100));
      for (int x = 0; x < WIDTH; x++) {
        assertEquals(pixelValue(new int[] {x, 3, 1}), image.sample(x, 3, 1), 2, variant + " " + x);
      }
    }
  }

  @Test
  void samplesOfFewBitsAreScaledFromBlackToWhite() {
    for (int bits : new int[] {1, 2, 3, 4, 5, 6, 7}) {
      int max = (1 << bits) - 1;
      Path file =
          new TiffVariantWriter(WIDTH, HEIGHT, 1, at -> (at[0] + at[1]) % (max + 1))
              .type(1, bits)
              .write(folder.resolve(bits + ".tif"));
      RgbImage image = reader.read(file, Optional.empty(), 512);
      for (int x = 0; x < WIDTH; x++) {
        assertEquals(Math.round((x + 2) % (max + 1) * 255f / max), image.sample(x, 2, 0));
      }
    }
  }

  @Test
  void bandsAndPercentilesAreApplied() {
    Path file =
        new TiffVariantWriter(WIDTH, HEIGHT, 5, at -> at[2] * 40 + at[0])
            .write(folder.resolve("b"));
    RgbImage image =
        reader.read(file, Optional.empty(), 512, new BandRendering(List.of(5, 1, 3), 2, 98));
    assertEquals(
        List.of(170, 10, 90), List.of(sampleAt(image, 0), sampleAt(image, 1), sampleAt(image, 2)));
    RgbImage stretched =
        reader.read(file, Optional.empty(), 512, new BandRendering(List.of(2), 0, 100));
    assertEquals(0, stretched.sample(0, 0, 0));
    assertEquals(255, stretched.sample(WIDTH - 1, 0, 2));
  }

  @Test
  void anAlphaBandDoesNotChangeColors() {
    Path file =
        new TiffVariantWriter(
                WIDTH, HEIGHT, 4, at -> at[2] == 3 ? (at[0] < 3 ? 0 : 255) : pixelValue(at))
            .alpha()
            .write(folder.resolve("alpha.tif"));
    RgbImage image = reader.read(file, Optional.empty(), 512);
    RgbImage permuted =
        reader.read(file, Optional.empty(), 512, new BandRendering(List.of(3, 1, 2), 2, 98));
    for (int c = 0; c < 3; c++) {
      assertEquals(pixelValue(new int[] {10, 5, c}), sampleAt(image, c));
      assertEquals(pixelValue(new int[] {10, 5, (c + 2) % 3}), sampleAt(permuted, c));
      assertEquals(0, image.sample(2, 5, c), "not opaque");
    }
  }

  @Test
  void aMaskSidecarFileHidesMaskedPixels() throws IOException {
    Path file =
        new TiffVariantWriter(WIDTH, HEIGHT, 3, TiffVariantsTest::pixelValue)
            .write(folder.resolve("masked.tif"));
    RgbImage whole = reader.read(file, Optional.empty(), 512);
    assertEquals(0, ImageLoader.maskSize(file));
    Path mask = folder.resolve("masked.tif.msk");
    new TiffVariantWriter(WIDTH, HEIGHT, 1, at -> at[0] < 7 ? 0 : 255).write(mask);
    RgbImage masked = reader.read(file, Optional.empty(), 512);
    RgbImage part = reader.read(file, Optional.of(new TileBounds(5, 3, 10, 10)), 512);
    assertEquals(Files.size(mask), ImageLoader.maskSize(file));
    for (int c = 0; c < 3; c++) {
      assertTrue(pixelValue(new int[] {6, 5, c}) > 0, "the pixel is not black without the mask");
      assertEquals(0, masked.sample(6, 5, c));
      assertEquals(whole.sample(7, 5, c), masked.sample(7, 5, c));
      assertEquals(0, part.sample(1, 2, c));
      assertEquals(whole.sample(7, 5, c), part.sample(2, 2, c));
    }
    // A mask of another size and an invalid mask are ignored.
    new TiffVariantWriter(WIDTH + 1, HEIGHT, 1, at -> 0).write(mask);
    assertArrayEquals(whole.rgb(), reader.read(file, Optional.empty(), 512).rgb());
    Files.writeString(mask, "no mask");
    assertArrayEquals(whole.rgb(), reader.read(file, Optional.empty(), 512).rgb());
    // So is a mask with damaged pixels.
    new TiffVariantWriter(WIDTH, HEIGHT, 1, at -> 0).compressed(8, 1).write(mask);
    byte[] bytes = Files.readAllBytes(mask);
    Arrays.fill(bytes, 16, 40, (byte) 0x55);
    Files.write(mask, bytes);
    assertEquals(whole.sample(7, 5, 0), reader.read(file, Optional.empty(), 512).sample(7, 5, 0));
  }

  @Test
  void bandsOfJpegCompressedTiffsAreSelected() {
    // JPEG compression in the YCbCr color space.
    Path file = Path.of("sample-data/scenes/cbers2-ccd-1.tif");
    TileBounds tile = new TileBounds(100, 200, 60, 40);
    RgbImage image = reader.read(file, Optional.of(tile), 512);
    RgbImage permuted =
        reader.read(file, Optional.of(tile), 512, new BandRendering(List.of(2, 3, 1), 2, 98));
    RgbImage green =
        reader.read(file, Optional.of(tile), 512, new BandRendering(List.of(2), 2, 98));
    assertTrue(
        sampleAt(image, 1) != sampleAt(image, 0) && sampleAt(image, 1) != sampleAt(image, 2),
        "the channels differ");
    for (int c = 0; c < 3; c++) {
      assertEquals(sampleAt(image, (c + 1) % 3), sampleAt(permuted, c));
      assertEquals(sampleAt(image, 1), sampleAt(green, c));
    }
  }

  private static int sampleAt(RgbImage image, int channel) {
    return image.sample(10, 5, channel);
  }

  @Test
  void inspectReportsTypeAndBands() {
    Path file =
        new TiffVariantWriter(WIDTH, HEIGHT, 4, at -> 1).type(3, 64).write(folder.resolve("d.tif"));
    ImageMetadata metadata = reader.inspector().inspect(file, OptionalInt.empty());
    assertEquals("Float64", metadata.type());
    assertEquals(
        List.of(WIDTH, HEIGHT, 4), List.of(metadata.width(), metadata.height(), metadata.bands()));
    assertTrue(metadata.crs().isEmpty() && metadata.footprint().isEmpty());
  }
}
