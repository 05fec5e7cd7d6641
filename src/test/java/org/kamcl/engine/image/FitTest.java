package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.engine.image.Preprocessing.Fit;

/**
 * Compares squares with a plain computation of the whole resized image: for each pixel the sum of
 * the filter's weights and the source's values, first along rows, then along columns, each rounded
 * to bytes.
 */
class FitTest {
  private static final double UNIT = 1 << 22;

  @ParameterizedTest
  @CsvSource({
    "false, BICUBIC, 1, 1, 224, 300, 211",
    "false, BICUBIC, 256, 224, 56, 97, 131",
    "false, BICUBIC, 235, 224, 224, 90, 61",
    "false, BILINEAR, 248, 224, 64, 200, 101",
    "false, BILINEAR, 1, 1, 33, 64, 47",
    "true, BICUBIC, 1, 1, 48, 100, 31",
    "true, BILINEAR, 256, 224, 56, 31, 100",
    "true, BICUBIC, 438, 384, 64, 64, 64"
  })
  void squaresArePixelForPixelThoseOfAPlainComputation(
      boolean stretched, Resampling filter, int resized, int cut, int size, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(width).nextBytes(rgb);
    RgbImage image = new RgbImage(width, height, rgb);
    int side = resized * size / cut;
    int shorter = Math.min(width, height);
    int wide = stretched ? side : side * width / shorter;
    int high = stretched ? side : side * height / shorter;
    int[] whole = resizedRows(rgb(image), width, height, wide, filter == Resampling.BICUBIC);
    whole = transposed(whole, wide, height);
    whole = resizedRows(whole, height, wide, high, filter == Resampling.BICUBIC);
    whole = transposed(whole, high, wide);
    byte[] expected = new byte[3 * size * size];
    int left = halfToEven(wide - size);
    int top = halfToEven(high - size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < 3 * size; x++) {
        expected[3 * y * size + x] = (byte) whole[3 * ((top + y) * wide + left) + x];
      }
    }
    RgbImage square = new Fit(stretched, filter, resized, cut).square(image, size);
    assertEquals(size, square.width());
    assertArrayEquals(expected, square.rgb());
  }

  private static int[] rgb(RgbImage image) {
    byte[] bytes = image.rgb();
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    return values;
  }

  private static int halfToEven(int twice) {
    int below = Math.floorDiv(twice, 2);
    return twice % 2 != 0 && below % 2 != 0 ? below + 1 : below;
  }

  private static int[] transposed(int[] values, int width, int height) {
    int[] turned = new int[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          turned[3 * (x * height + y) + c] = values[3 * (y * width + x) + c];
        }
      }
    }
    return turned;
  }

  /** Resizes the rows of an image {@code width x height} to {@code target} pixels. */
  private static int[] resizedRows(int[] values, int width, int height, int target, boolean cubic) {
    if (width == target) {
      return values;
    }
    int[] result = new int[3 * target * height];
    double scale = (double) width / target;
    double wider = Math.max(1, scale);
    double reach = (cubic ? 2 : 1) * wider;
    for (int x = 0; x < target; x++) {
      double center = (x + 0.5) * scale;
      int from = Math.max(0, (int) (center - reach + 0.5));
      int to = Math.min(width, (int) (center + reach + 0.5));
      double[] weights = new double[to - from];
      double sum = 0;
      for (int i = from; i < to; i++) {
        weights[i - from] = weight((i - center + 0.5) / wider, cubic);
        sum += weights[i - from];
      }
      for (int y = 0; y < height; y++) {
        for (int c = 0; c < 3; c++) {
          long total = 1 << 21;
          for (int i = from; i < to; i++) {
            double exact = weights[i - from] / sum * UNIT;
            long fixed = (long) (exact < 0 ? exact - 0.5 : exact + 0.5);
            total += fixed * values[3 * (y * width + i) + c];
          }
          result[3 * (y * target + x) + c] = (int) Math.max(0, Math.min(255, total >> 22));
        }
      }
    }
    return result;
  }

  private static double weight(double distance, boolean cubic) {
    double d = Math.abs(distance);
    if (!cubic) {
      return Math.max(0, 1 - d);
    }
    if (d < 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }

  @Test
  void fitsAreWrittenToCardsAndReadFromThem() {
    Gson gson = new Gson();
    for (Fit fit : new Fit[] {Fit.CROP, Fit.STRETCH, new Fit(false, Resampling.BILINEAR, 8, 7)}) {
      assertEquals(fit, gson.fromJson(gson.toJson(fit), Fit.class));
    }
    assertEquals(Fit.CROP, new Fit(false, Resampling.BICUBIC, 224, 224));
    assertThrows(IllegalArgumentException.class, () -> new Fit(true, Resampling.BICUBIC, 6, 7));
  }
}
