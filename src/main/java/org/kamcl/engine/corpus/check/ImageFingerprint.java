package org.kamcl.engine.corpus.check;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;

/**
 * What is kept of an image to recognize its copies: the low frequencies of its brightness (type 2
 * discrete cosine transform of 32 x 32 averages), its mean color and a hash of its pixels. A
 * rotation by 90 degrees or a reflection only exchanges coefficients and changes their signs.
 *
 * <p>Two images are copies if their mean colors agree and the coefficients correlate, those of the
 * lowest frequencies left out: different images of water or fields share the slow change from one
 * side to the other, and copies also share the texture. An image without texture has no evidence in
 * it; only equal pixels count there.
 */
final class ImageFingerprint {
  /** Frequencies in each direction, the mean included. */
  static final int SIDE = 16;

  private static final int GRID = 32;

  /** Coefficients with a smaller sum of frequencies describe the slow change across the image. */
  private static final int FIRST = 3;

  /** Frequencies in each direction whose signs are the hash. */
  private static final int HASH_SIDE = 8;

  private static final float SCALE = 4;
  private static final double[][] COSINES = cosines();

  private final short[] coefficients;
  private final int[] meanColor;
  private final double texture;
  private final long pixels;

  private ImageFingerprint(short[] coefficients, int[] meanColor, double texture, long pixels) {
    this.coefficients = coefficients;
    this.meanColor = meanColor;
    this.texture = texture;
    this.pixels = pixels;
  }

  /** The fingerprint of an image. */
  static ImageFingerprint of(RgbImage image) {
    RgbImage small = ImageResizer.bilinear(image, GRID, GRID);
    double[][] brightness = new double[GRID][GRID];
    long[] sums = new long[3];
    for (int y = 0; y < GRID; y++) {
      for (int x = 0; x < GRID; x++) {
        int all = 0;
        for (int channel = 0; channel < 3; channel++) {
          int value = small.sample(x, y, channel);
          sums[channel] += value;
          all += value;
        }
        brightness[y][x] = all / 3.0;
      }
    }
    int[] mean = new int[3];
    for (int channel = 0; channel < 3; channel++) {
      mean[channel] = (int) Math.round((double) sums[channel] / (GRID * GRID));
    }
    short[] coefficients = transform(brightness);
    return new ImageFingerprint(coefficients, mean, texture(coefficients), hash(image));
  }

  /** The lowest frequencies of an orthonormal transform, [vertical][horizontal]. */
  private static short[] transform(double[][] brightness) {
    double[][] rows = new double[GRID][SIDE];
    for (int y = 0; y < GRID; y++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int x = 0; x < GRID; x++) {
          sum += COSINES[u][x] * brightness[y][x];
        }
        rows[y][u] = sum;
      }
    }
    short[] result = new short[SIDE * SIDE];
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int y = 0; y < GRID; y++) {
          sum += COSINES[v][y] * rows[y][u];
        }
        double scaled = v + u == 0 ? 0 : sum * SCALE;
        result[v * SIDE + u] =
            (short) Math.max(-Short.MAX_VALUE, Math.min(Short.MAX_VALUE, Math.rint(scaled)));
      }
    }
    return result;
  }

  private static double[][] cosines() {
    double[][] table = new double[SIDE][GRID];
    for (int u = 0; u < SIDE; u++) {
      double norm = Math.sqrt((u == 0 ? 1.0 : 2.0) / GRID);
      for (int x = 0; x < GRID; x++) {
        table[u][x] = norm * Math.cos(Math.PI * u * (2 * x + 1) / (2.0 * GRID));
      }
    }
    return table;
  }

  /** Standard deviation of the brightness without its slow change, in levels of 0 to 255. */
  private static double texture(short[] coefficients) {
    double energy = 0;
    for (int v = 0; v < SIDE; v++) {
      for (int u = Math.max(0, FIRST - v); u < SIDE; u++) {
        double value = coefficients[v * SIDE + u] / SCALE;
        energy += value * value;
      }
    }
    return Math.sqrt(energy) / GRID;
  }

  private static long hash(RgbImage image) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(8).putInt(image.width()).putInt(image.height()).array());
      return ByteBuffer.wrap(digest.digest(image.rgb())).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** Standard deviation of the brightness without its slow change, in levels of 0 to 255. */
  double texture() {
    return texture;
  }

  /** Equal for images of equal pixels. */
  long pixels() {
    return pixels;
  }

  /**
   * The value of a coefficient after the image is turned.
   *
   * @param orientation 0 to 7: bit 0 reflects left and right, bit 1 top and bottom, bit 2 exchanges
   *     rows and columns before that
   */
  private int turned(int v, int u, int orientation) {
    int value = (orientation & 4) == 0 ? coefficients[v * SIDE + u] : coefficients[u * SIDE + v];
    boolean negative =
        ((orientation & 1) != 0 && (u & 1) != 0) ^ ((orientation & 2) != 0 && (v & 1) != 0);
    return negative ? -value : value;
  }

  /**
   * The signs of the lowest frequencies of the turned image; 0 at the place of the mean.
   *
   * @param orientation as for {@link #turned}
   */
  long signs(int orientation) {
    long bits = 0;
    for (int v = 0; v < HASH_SIDE; v++) {
      for (int u = 0; u < HASH_SIDE; u++) {
        bits = (bits << 1) | (turned(v, u, orientation) > 0 ? 1 : 0);
      }
    }
    return bits;
  }

  /**
   * Correlation of the texture with that of another image that is turned, -1 to 1.
   *
   * @param orientation of the other image, as for {@link #turned}
   */
  double correlation(ImageFingerprint other, int orientation) {
    double product = 0;
    double own = 0;
    double others = 0;
    for (int v = 0; v < SIDE; v++) {
      for (int u = Math.max(0, FIRST - v); u < SIDE; u++) {
        double a = coefficients[v * SIDE + u];
        double b = other.turned(v, u, orientation);
        product += a * b;
        own += a * a;
        others += b * b;
      }
    }
    return own == 0 || others == 0 ? 0 : product / Math.sqrt(own * others);
  }

  /** The largest difference of the mean colors in a channel, 0 to 255. */
  int colorDifference(ImageFingerprint other) {
    int largest = 0;
    for (int channel = 0; channel < 3; channel++) {
      largest = Math.max(largest, Math.abs(meanColor[channel] - other.meanColor[channel]));
    }
    return largest;
  }
}
