package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class ImageDecoderTest {
  @TempDir Path folder;

  private static RgbImage decode(byte[] bytes) {
    return ImageDecoder.decode(new ByteArrayInputStream(bytes), "test");
  }

  private static void assertPixel(RgbImage image, int x, int y, int[] rgb, int tolerance) {
    for (int c = 0; c < 3; c++) {
      assertEquals(rgb[c], image.sample(x, y, c), tolerance, "channel " + c);
    }
  }

  private static BufferedImage noise(int type) {
    BufferedImage image = new BufferedImage(19, 11, type);
    Random random = new Random(7);
    for (int y = 0; y < 11; y++) {
      for (int x = 0; x < 19; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsKeepPixelValues(String format) {
    BufferedImage written = noise(BufferedImage.TYPE_INT_RGB);
    RgbImage read = decode(TestImages.encode(written, format));
    assertEquals(19, read.width());
    assertEquals(11, read.height());
    for (int y = 0; y < 11; y++) {
      for (int x = 0; x < 19; x++) {
        Color color = new Color(written.getRGB(x, y));
        assertPixel(read, x, y, new int[] {color.getRed(), color.getGreen(), color.getBlue()}, 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void alphaIsDroppedAndItsColorIsKept(String format) {
    BufferedImage written = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    written.setRGB(1, 2, 0x40c86432);
    assertPixel(decode(TestImages.encode(written, format)), 1, 2, new int[] {200, 100, 50}, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "jpeg"})
  void grayIsRepeatedInAllChannels(String format) {
    BufferedImage written = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      written.getRaster().setSample(i % 16, i / 16, 0, 100);
    }
    assertPixel(decode(TestImages.encode(written, format)), 5, 6, new int[] {100, 100, 100}, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void sixteenBitSamplesAreScaledToEightBits(String format) {
    BufferedImage written = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    written.getRaster().setSample(1, 0, 0, 0x8000);
    written.getRaster().setSample(2, 0, 0, 0xffff);
    RgbImage read = decode(TestImages.encode(written, format));
    assertPixel(read, 0, 0, new int[] {0, 0, 0}, 0);
    assertPixel(read, 1, 0, new int[] {128, 128, 128}, 0);
    assertPixel(read, 2, 0, new int[] {255, 255, 255}, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void paletteColorsAreResolved(String format) {
    // The BMP writer of the JDK loses the samples of palettes with at most sixteen colors.
    byte[] red = new byte[17];
    byte[] green = new byte[17];
    byte[] blue = new byte[17];
    red[0] = 10;
    green[0] = 20;
    blue[0] = 30;
    red[1] = (byte) 200;
    green[1] = (byte) 150;
    blue[1] = (byte) 250;
    BufferedImage written =
        new BufferedImage(
            9, 5, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 17, red, green, blue));
    written.getRaster().setSample(8, 4, 0, 1);
    RgbImage read = decode(TestImages.encode(written, format));
    assertPixel(read, 0, 0, new int[] {10, 20, 30}, 0);
    assertPixel(read, 8, 4, new int[] {200, 150, 250}, 0);
  }

  @Test
  void oneBitImagesAreRead() {
    BufferedImage written = new BufferedImage(9, 5, BufferedImage.TYPE_BYTE_BINARY);
    written.setRGB(8, 4, -1);
    RgbImage read = decode(TestImages.encode(written, "png"));
    assertPixel(read, 0, 0, new int[] {0, 0, 0}, 0);
    assertPixel(read, 8, 4, new int[] {255, 255, 255}, 0);
  }

  @ParameterizedTest
  @CsvSource({"255,255,255,255,255,255,255", "255,0,255,255,255,0,255", "255,0,0,128,128,0,0"})
  void cmykJpegIsConvertedToRgb(int c, int m, int y, int k, int red, int green, int blue)
      throws IOException {
    RgbImage read = decode(TestImages.fourComponentJpeg(0, c, m, y, k));
    assertPixel(read, 7, 7, new int[] {red, green, blue}, 3);
  }

  @Test
  void ycckJpegIsConvertedToRgb() throws IOException {
    RgbImage read = decode(TestImages.fourComponentJpeg(2, 200, 128, 128, 255));
    assertPixel(read, 7, 7, new int[] {55, 55, 55}, 3);
  }

  /** Gray levels at the top left and top right of the decoded image. */
  @ParameterizedTest
  @CsvSource({
    "1,32,0,80",
    "2,32,80,0",
    "3,32,240,160",
    "4,32,160,240",
    "5,16,0,160",
    "6,16,160,0",
    "7,16,240,80",
    "8,16,80,240",
    "9,32,0,80"
  })
  void exifOrientationIsApplied(int orientation, int width, int left, int right) {
    byte[] jpeg = TestImages.encode(TestImages.quadrants(), "jpeg");
    for (boolean littleEndian : new boolean[] {false, true}) {
      byte[] exif = TestImages.exif(orientation, littleEndian);
      RgbImage read = decode(TestImages.withSegment(jpeg, 0xe1, exif));
      assertEquals(width, read.width());
      assertEquals(48 - width, read.height());
      assertPixel(read, 2, 2, new int[] {left, left, left}, 4);
      assertPixel(read, width - 3, 2, new int[] {right, right, right}, 4);
    }
  }

  @Test
  void damagedExifBlockIsIgnored() {
    byte[] jpeg = TestImages.encode(TestImages.quadrants(), "jpeg");
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] exif = TestImages.exif(6, i % 2 == 0);
      exif[10 + random.nextInt(8)] = (byte) random.nextInt();
      byte[] cut = Arrays.copyOf(exif, 6 + random.nextInt(exif.length - 6));
      assertEquals(48, sides(decode(TestImages.withSegment(jpeg, 0xe1, exif))));
      assertEquals(48, sides(decode(TestImages.withSegment(jpeg, 0xe1, cut))));
    }
  }

  private static int sides(RgbImage image) {
    return image.width() + image.height();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void truncatedFileIsRejectedByName(String format) throws IOException {
    byte[] whole = TestImages.encode(noise(BufferedImage.TYPE_INT_RGB), format);
    for (double share : new double[] {.01, .1, .5, .9}) {
      Path file = folder.resolve("half." + format);
      Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));
      KamclException e =
          assertThrows(KamclException.class, () -> ImageDecoder.decode(file), "at " + share);
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void corruptedFilesGiveAnImageOrAnErrorCode(String format) {
    byte[] whole = TestImages.encode(noise(BufferedImage.TYPE_INT_RGB), format);
    Random random = new Random(5);
    int rejected = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= random.nextInt(8); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        decode(damaged);
      } catch (KamclException e) {
        rejected++;
        assertFalse(e.getMessage().contains("\n"));
      }
    }
    assertTrue(rejected > 0);
  }

  @Test
  void textFilesFoldersAndEmptyOrMissingFilesAreRejectedByName() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "This is a poem, not an image.");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path directory = Files.createDirectory(folder.resolve("folder.jpg"));
    Path missing = folder.resolve("missing.jpg");
    for (Path file : new Path[] {text, empty, directory, missing}) {
      KamclException e = assertThrows(KamclException.class, () -> ImageDecoder.decode(file));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  @Test
  void smallFilesThatDeclareAHugeImageAreRejected() {
    byte[] png = TestImages.encode(noise(BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    KamclException e = assertThrows(KamclException.class, () -> decode(png));
    assertTrue(e.getMessage().contains("60000 x 60000"), e.getMessage());
  }

  @Test
  void largeImageIsReadWithSubsampling() {
    BufferedImage written = new BufferedImage(6000, 5000, BufferedImage.TYPE_BYTE_BINARY);
    written.getRaster().setSample(2000, 1000, 0, 1);
    RgbImage read = decode(TestImages.encode(written, "png"));
    assertEquals(3000, read.width());
    assertEquals(2500, read.height());
    assertEquals(255, read.sample(1000, 500, 0));
  }

  @Test
  void formatsOfOtherReadersOnTheClassPathAreRefused() {
    byte[] webp = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    KamclException e = assertThrows(KamclException.class, () -> decode(webp));
    assertEquals(ImageError.FORMAT_UNSUPPORTED, e.code());
  }
}
