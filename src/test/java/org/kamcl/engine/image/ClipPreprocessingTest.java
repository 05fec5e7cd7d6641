package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityLedger;
import org.kamcl.support.ValueRule;

class ClipPreprocessingTest {
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

  @Test
  @Tag("parity")
  void goldenPicturesMatch() {
    ClipTowerFixtures fixtures = ClipTowerFixtures.open();
    Map<String, Npz.Array> arrays = fixtures.archive("pixels.npz");
    ValueRule rule = fixtures.rule();
    for (JsonElement element : fixtures.json("pixels.json").getAsJsonArray()) {
      JsonObject about = element.getAsJsonObject();
      String name = about.get("name").getAsString();
      int size = about.get("size").getAsInt();
      RgbImage picture =
          picture(
              rule,
              "pixels/" + name,
              about.get("height").getAsInt(),
              about.get("width").getAsInt());
      ImageBatch batch = new ImageBatch(1, size, Preprocessing.CLIP);
      batch.put(0, picture);
      compare(name, batch.values(), size * size, arrays);
      long sum = 0;
      for (byte value : Preprocessing.Fit.CROP.square(picture, size).rgb()) {
        sum += value & 0xff;
      }
      double off = Math.abs(sum - about.get("sum_of_bytes").getAsLong());
      double allowed = 0.001 * 3 * size * size;
      ParityLedger.record("clip/pixels/" + name + "/sum", off, allowed);
      assertTrue(off <= allowed, name + ": the sum differs by " + off);
    }
  }

  private static void compare(
      String name, FloatBuffer values, int plane, Map<String, Npz.Array> arrays) {
    int[] indices = arrays.get(name + "/idx").ints();
    double[] wanted = arrays.get(name + "/val").values();
    int apart = 0;
    for (int i = 0; i < indices.length; i++) {
      int channel = indices[i] / plane;
      double levels = Math.abs(values.get(indices[i]) - wanted[i]) * 255 * DEVIATION[channel];
      assertTrue(levels < 1.01, name + " differs by " + levels + " levels");
      apart += levels > 0.01 ? 1 : 0;
    }
    ParityLedger.record("clip/pixels/" + name, apart, 0.001 * indices.length);
    assertTrue(apart <= 0.001 * indices.length, name + ": " + apart + " samples differ");
  }

  /** Noise of three scales, as the fixtures define it. */
  private static RgbImage picture(ValueRule rule, String name, int height, int width) {
    double[] coarse = rule.v(name + ".coarse", ceil(height, 32) * ceil(width, 32) * 3);
    double[] mid = rule.v(name + ".mid", ceil(height, 4) * ceil(width, 4) * 3);
    double[] fine = rule.v(name + ".fine", height * width * 3);
    byte[] rgb = new byte[height * width * 3];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++, i++) {
          double value =
              128
                  + 70 * coarse[(y / 32 * ceil(width, 32) + x / 32) * 3 + c]
                  + 40 * mid[(y / 4 * ceil(width, 4) + x / 4) * 3 + c]
                  + 17 * fine[i];
          rgb[i] = (byte) Math.max(0, Math.min(255, (int) Math.floor(value)));
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static int ceil(int n, int block) {
    return (n + block - 1) / block;
  }

  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(width * 31L + height).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  @Test
  void anImageOfTheNetworksSizeStaysAsItIs() {
    RgbImage image = noise(32, 32);
    assertSame(image, Preprocessing.Fit.CROP.square(image, 32));
  }

  /** The middle is cut at an even number of pixels where it is between two. */
  @ParameterizedTest
  @CsvSource({"11,8,2", "9,8,0", "13,8,2", "15,8,4", "10,8,1"})
  void theMiddleIsCutOutWithHalvesRoundedToEven(int width, int size, int left) {
    RgbImage image = noise(width, size);
    RgbImage square = Preprocessing.Fit.CROP.square(image, size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        assertEquals(image.sample(x + left, y, 1), square.sample(x, y, 1));
      }
    }
    RgbImage turned = Preprocessing.Fit.CROP.square(noise(size, width), size);
    assertEquals(noise(size, width).sample(3, left, 2), turned.sample(3, 0, 2));
  }

  @Test
  void aStripOfOnePixelIsCutWithoutResizingTheRest() {
    RgbImage square = Preprocessing.Fit.CROP.square(noise(1, 100_000), 224);
    assertEquals(224, square.width());
    assertEquals(224, square.height());
  }

  @ParameterizedTest
  @CsvSource({"40,30,8", "8,20,24", "17,17,16"})
  void resultMatchesTheCubicFilterWithinOneLevel(int width, int height, int size) {
    RgbImage image = noise(width, height);
    RgbImage square = Preprocessing.Fit.CROP.square(image, size);
    int shorter = Math.min(width, height);
    int fullWidth = size * width / shorter;
    int fullHeight = size * height / shorter;
    int left = (int) Math.rint((fullWidth - size) / 2.0);
    int top = (int) Math.rint((fullHeight - size) / 2.0);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double[] across = weights(width, fullWidth, x + left);
        double[] down = weights(height, fullHeight, y + top);
        double sum = 0;
        for (int v = 0; v < height; v++) {
          double row = 0;
          for (int u = 0; u < width; u++) {
            row += across[u] * image.sample(u, v, 0);
          }
          sum += down[v] * Math.max(0, Math.min(255, row));
        }
        assertEquals(Math.max(0, Math.min(255, sum)), square.sample(x, y, 0), 1.3);
      }
    }
  }

  private static double[] weights(int source, int target, int at) {
    double scale = (double) source / target;
    double stretch = Math.max(1, scale);
    double[] weights = new double[source];
    double sum = 0;
    for (int k = 0; k < source; k++) {
      double x = Math.abs(k + .5 - (at + .5) * scale) / stretch;
      weights[k] =
          x < 1
              ? 1.5 * x * x * x - 2.5 * x * x + 1
              : x < 2 ? -.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
      sum += weights[k];
    }
    for (int k = 0; k < source; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
