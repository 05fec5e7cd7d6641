package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageResizerTest {

  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(width * 31L + height).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  /** The triangle filter along one axis in double precision. */
  private static double[] filtered(double[] in, int size) {
    double scale = (double) in.length / size;
    double reach = Math.max(1, scale);
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      double total = 0;
      double sum = 0;
      for (int k = 0; k < in.length; k++) {
        double weight = Math.max(0, 1 - Math.abs(k + .5 - (i + .5) * scale) / reach);
        total += weight;
        sum += weight * in[k];
      }
      out[i] = sum / total;
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"7,5,7,9", "150,150,256,256", "64,48,10,7", "5,90,90,5", "1,1,4,3", "33,1,4,1"})
  void resultMatchesTheTriangleFilterWithinOneLevel(
      int width, int height, int toWidth, int toHeight) {
    RgbImage image = noise(width, height);
    RgbImage resized = ImageResizer.bilinear(image, toWidth, toHeight);
    assertEquals(toWidth, resized.width());
    assertEquals(toHeight, resized.height());
    for (int c = 0; c < 3; c++) {
      double[][] rows = new double[height][];
      for (int y = 0; y < height; y++) {
        double[] row = new double[width];
        for (int x = 0; x < width; x++) {
          row[x] = image.sample(x, y, c);
        }
        rows[y] = filtered(row, toWidth);
      }
      for (int x = 0; x < toWidth; x++) {
        double[] column = new double[height];
        for (int y = 0; y < height; y++) {
          column[y] = rows[y][x];
        }
        double[] expected = filtered(column, toHeight);
        for (int y = 0; y < toHeight; y++) {
          assertEquals(expected[y], resized.sample(x, y, c), 1.01);
        }
      }
    }
  }

  @Test
  void samplesAreAtHalfPixelCenters() {
    RgbImage image = new RgbImage(2, 1, new byte[] {0, 0, 0, -1, -1, -1});
    RgbImage wide = ImageResizer.bilinear(image, 4, 1);
    int[] levels = new int[4];
    Arrays.setAll(levels, x -> wide.sample(x, 0, 1));
    assertArrayEquals(new int[] {0, 64, 191, 255}, levels);
  }

  @Test
  void uniformColorIsKeptAtAnySize() {
    byte[] rgb = new byte[3 * 13 * 17];
    Arrays.fill(rgb, (byte) 255);
    RgbImage white = new RgbImage(13, 17, rgb);
    for (int size : new int[] {1, 2, 5, 13, 100}) {
      for (byte value : ImageResizer.bilinear(white, size, size).rgb()) {
        assertEquals(-1, value);
      }
    }
  }

  @Test
  void imageOfTheTargetSizeIsUnchanged() {
    RgbImage image = noise(6, 4);
    assertSame(image, ImageResizer.bilinear(image, 6, 4));
  }

  @Test
  void emptySizeIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> ImageResizer.bilinear(noise(2, 2), 0, 4));
  }
}
