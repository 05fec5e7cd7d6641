package org.kamcl.engine.image;

import java.util.SplittableRandom;

/**
 * Random changes of an image's colors, as caused by seasons, sensors and haze.
 *
 * @param brightness largest change, as a share of the level
 * @param contrast largest change, as a share of the distance from the mean level
 * @param grayscaleProbability share of images converted to grayscale
 * @param saturation largest change, as a share of the distance from the pixel's gray value
 * @param hue largest rotation around the gray axis, in degrees
 */
public record ColorJitter(
    double brightness,
    double contrast,
    double grayscaleProbability,
    double saturation,
    double hue) {
  private static final double[] LUMA = {0.299, 0.587, 0.114};
  private static final int PRECISION = 14;

  /** Augments an image. */
  RgbImage apply(RgbImage image, SplittableRandom random) {
    // Always drawn, so that a setting of zero does not shift the random numbers of the next.
    double bright = 1 + brightness * (2 * random.nextDouble() - 1);
    double spread = 1 + contrast * (2 * random.nextDouble() - 1);
    boolean gray = random.nextDouble() < grayscaleProbability;
    int[] mixing = null;
    if (saturation > 0 || hue > 0) {
      double pure = 1 + saturation * (2 * random.nextDouble() - 1);
      mixing = mixing(pure, Math.toRadians(hue) * (2 * random.nextDouble() - 1));
    }
    if (bright == 1 && spread == 1 && !gray && mixing == null) {
      return image;
    }
    byte[] in = image.pixels();
    byte[] table = table(in, bright, spread);
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i += 3) {
      if (gray) {
        int level =
            (299 * (in[i] & 0xff) + 587 * (in[i + 1] & 0xff) + 114 * (in[i + 2] & 0xff) + 500)
                / 1000;
        out[i] = table[level];
        out[i + 1] = table[level];
        out[i + 2] = table[level];
      } else if (mixing != null) {
        int r = in[i] & 0xff;
        int g = in[i + 1] & 0xff;
        int b = in[i + 2] & 0xff;
        out[i] = table[mixed(mixing, 0, r, g, b)];
        out[i + 1] = table[mixed(mixing, 3, r, g, b)];
        out[i + 2] = table[mixed(mixing, 6, r, g, b)];
      } else {
        out[i] = table[in[i] & 0xff];
        out[i + 1] = table[in[i + 1] & 0xff];
        out[i + 2] = table[in[i + 2] & 0xff];
      }
    }
    return RgbImage.wrapping(image.width(), image.height(), out);
  }

  private static byte[] table(byte[] pixels, double bright, double spread) {
    long sum = 0;
    for (byte level : pixels) {
      sum += level & 0xff;
    }
    double mean = bright * sum / pixels.length;
    byte[] table = new byte[256];
    for (int i = 0; i < 256; i++) {
      double level = (i * bright - mean) * spread + mean;
      table[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
    }
    return table;
  }

  /** A rotation around the gray axis, then a scaling of the saturation: [3][3], fixed point. */
  private static int[] mixing(double pure, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle) / Math.sqrt(3);
    double rest = (1 - cos) / 3;
    double[][] turn = {
      {cos + rest, rest - sin, rest + sin},
      {rest + sin, cos + rest, rest - sin},
      {rest - sin, rest + sin, cos + rest}
    };
    int[] mixing = new int[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double gray = 0;
        for (int c = 0; c < 3; c++) {
          gray += LUMA[c] * turn[c][column];
        }
        double value = pure * turn[row][column] + (1 - pure) * gray;
        mixing[3 * row + column] = (int) Math.round(value * (1 << PRECISION));
      }
    }
    return mixing;
  }

  private static int mixed(int[] mixing, int row, int r, int g, int b) {
    int sum = mixing[row] * r + mixing[row + 1] * g + mixing[row + 2] * b;
    int value = (sum + (1 << (PRECISION - 1))) >> PRECISION;
    return Math.max(0, Math.min(255, value));
  }
}
