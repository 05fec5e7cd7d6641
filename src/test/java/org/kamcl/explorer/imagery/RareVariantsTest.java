package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageError;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.imagery.tiff.TiffError;
import org.kamcl.support.TestModels;
import org.kamcl.support.TiffVariantWriter;

/** Valid variants of JPEG, JPEG 2000 and TIFF that are not read are named as what they are. */
class RareVariantsTest {
  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();

  private static int find(byte[] bytes, int... pattern) {
    for (int at = 0; at <= bytes.length - pattern.length; at++) {
      int same = 0;
      while (same < pattern.length && (bytes[at + same] & 0xff) == pattern[same]) {
        same++;
      }
      if (same == pattern.length) {
        return at;
      }
    }
    throw new AssertionError("the pattern is missing");
  }

  private void assertNamed(ErrorCode code, String word, Path file) {
    KamclException e =
        assertThrows(
            KamclException.class, () -> loader.inspector().inspect(file, OptionalInt.empty()));
    assertEquals(RasterError.UNREADABLE, e.code());
    assertTrue(((Problem) e.arguments().get(1)).is(code), e.getMessage());
    assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
    assertTrue(e.getMessage().contains(word), e.getMessage());
  }

  /** A JPEG whose frame header is that of another variant. */
  private Path jpeg(int marker, int bits) throws IOException {
    byte[] bytes = ImageBytes.jpeg(TestModels.image(1, 40, 30));
    int frame = find(bytes, 0xff, 0xc0, 0, 17, 8);
    bytes[frame + 1] = (byte) marker;
    bytes[frame + 4] = (byte) bits;
    return Files.write(folder.resolve("rare.jpg"), bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc1, 0xc2})
  void aJpegOfTwelveBitsIsNamed(int marker) throws IOException {
    Path file = jpeg(marker, 12);
    assertNamed(RasterError.JPEG_DEPTH_UNSUPPORTED, "12 bits", file);
    assertEquals(
        ImageError.JPEG_VARIANT_UNSUPPORTED,
        assertThrows(KamclException.class, () -> ImageDecoder.decode(file)).code());
  }

  @ParameterizedTest
  @CsvSource({"201,Arithmetic", "202,Arithmetic", "197,Hierarchical", "206,Hierarchical", "247,LS"})
  void otherVariantsOfJpegAreNamed(int marker, String name) throws IOException {
    assertNamed(RasterError.JPEG_VARIANT_UNSUPPORTED, name, jpeg(marker, 8));
  }

  /** The sample file of JPEG 2000 with a byte that is set after a pattern. */
  private Path jpeg2000(int value, int... pattern) throws IOException {
    byte[] bytes = SampleRasters.all(folder).get("jpeg 2000");
    bytes[find(bytes, pattern) + pattern.length] = (byte) value;
    return Files.write(folder.resolve("rare.jp2"), bytes);
  }

  private static int[] colorBox() {
    byte[] name = "colr".getBytes(StandardCharsets.US_ASCII);
    return new int[] {name[0], name[1], name[2], name[3], 1, 0, 0, 0, 0, 0};
  }

  @Test
  void otherColorsInJpeg2000AreNamed() throws IOException {
    assertNamed(RasterError.JP2_COLORS_UNSUPPORTED, "CMYK", jpeg2000(12, colorBox()));
    assertNamed(RasterError.JP2_COLORS_UNSUPPORTED, "L*a*b*", jpeg2000(14, colorBox()));
  }

  @Test
  void lumaAndChromaInJpeg2000AreConverted() throws IOException {
    RgbImage stored = loader.read(jpeg2000(16, colorBox()), Optional.empty(), 64);
    RgbImage converted = loader.read(jpeg2000(18, colorBox()), Optional.empty(), 64);
    for (int x = 0; x < 33; x++) {
      int y = stored.sample(x, 9, 0);
      int cb = stored.sample(x, 9, 1) - 128;
      int cr = stored.sample(x, 9, 2) - 128;
      double[] rgb = {y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb};
      for (int c = 0; c < 3; c++) {
        assertEquals(
            Math.max(0, Math.min(255, rgb[c])), converted.sample(x, 9, c), 1, "column " + x);
      }
    }
  }

  @Test
  void bandsOfDifferentResolutionInJpeg2000AreNamed() throws IOException {
    // The second component is given twice the distance of samples.
    Path file = jpeg2000(2, 0, 3, 7, 1, 1, 7);
    assertNamed(RasterError.JP2_SUBSAMPLED, "resolutions", file);
  }

  @ParameterizedTest
  @CsvSource({"34887,LERC", "34712,JPEG 2000", "6,old-style JPEG", "50002,JPEG XL", "34661,JBIG"})
  void compressionsOfTiffThatAreNotReadAreNamed(int compression, String name) {
    Path file =
        new TiffVariantWriter(8, 8, 1, at -> 0)
            .compressed(compression, 1)
            .encoded(new byte[50])
            .write(folder.resolve("rare.tif"));
    assertNamed(TiffError.COMPRESSION_UNSUPPORTED, name, file);
  }

  @Test
  void jpegCompressionOfTwelveBitsIsNamed() {
    Path file =
        new TiffVariantWriter(8, 8, 1, at -> 0)
            .type(1, 12)
            .compressed(7, 1)
            .encoded(new byte[50])
            .write(folder.resolve("rare.tif"));
    assertNamed(TiffError.JPEG_DEPTH_UNSUPPORTED, "12 bits", file);
  }
}
