package org.kamcl.engine.image;

import java.util.Arrays;

/**
 * Bilinear resizing as in the published preprocessing (Pillow's): a triangle filter over pixel
 * centers, widened when shrinking (antialiasing), rows before columns, 8-bit values in between,
 * fixed-point weights of 22 bits.
 */
public final class ImageResizer {
  private static final int PRECISION = 22;
  private static final int HALF = 1 << (PRECISION - 1);

  private ImageResizer() {}

  /**
   * The weights of one axis.
   *
   * @param first index of the first source pixel of each target pixel
   * @param weights [target][support], fixed point; shorter supports end in zeros
   */
  private record Axis(int[] first, int[][] weights) {
    static Axis of(int source, int target) {
      double scale = (double) source / target;
      double radius = Math.max(scale, 1);
      int[] first = new int[target];
      int[][] weights = new int[target][];
      for (int i = 0; i < target; i++) {
        double center = (i + 0.5) * scale;
        int from = (int) Math.max(0, center - radius + 0.5);
        int to = (int) Math.min(source, center + radius + 0.5);
        double[] triangle = new double[to - from];
        double sum = 0;
        for (int j = from; j < to; j++) {
          double distance = Math.abs((j - center + 0.5) / radius);
          triangle[j - from] = Math.max(0, 1 - distance);
          sum += triangle[j - from];
        }
        first[i] = from;
        weights[i] = new int[triangle.length];
        for (int j = 0; j < triangle.length; j++) {
          weights[i][j] = (int) Math.floor(triangle[j] / sum * (1 << PRECISION) + 0.5);
        }
      }
      return new Axis(first, weights);
    }
  }

  /**
   * Resizes without keeping the aspect ratio.
   *
   * @param width of the result, at least 1
   * @param height of the result, at least 1
   */
  public static RgbImage bilinear(RgbImage image, int width, int height) {
    if (width == image.width() && height == image.height()) {
      return image;
    }
    byte[] rgb = image.pixels();
    if (width != image.width()) {
      rgb = acrossRows(rgb, image.width(), image.height(), width);
    }
    if (height != image.height()) {
      rgb = acrossColumns(rgb, width, image.height(), height);
    }
    return RgbImage.wrapping(width, height, rgb);
  }

  private static byte[] acrossRows(byte[] in, int width, int height, int target) {
    Axis axis = Axis.of(width, target);
    byte[] out = new byte[3 * target * height];
    for (int y = 0; y < height; y++) {
      int row = 3 * y * width;
      int at = 3 * y * target;
      for (int x = 0; x < target; x++, at += 3) {
        int[] weights = axis.weights[x];
        int from = row + 3 * axis.first[x];
        int r = HALF;
        int g = HALF;
        int b = HALF;
        for (int weight : weights) {
          r += (in[from] & 0xff) * weight;
          g += (in[from + 1] & 0xff) * weight;
          b += (in[from + 2] & 0xff) * weight;
          from += 3;
        }
        out[at] = clip(r);
        out[at + 1] = clip(g);
        out[at + 2] = clip(b);
      }
    }
    return out;
  }

  private static byte[] acrossColumns(byte[] in, int width, int height, int target) {
    Axis axis = Axis.of(height, target);
    int row = 3 * width;
    byte[] out = new byte[row * target];
    int[] sums = new int[row];
    for (int y = 0; y < target; y++) {
      Arrays.fill(sums, HALF);
      int[] weights = axis.weights[y];
      for (int j = 0; j < weights.length; j++) {
        int from = (axis.first[y] + j) * row;
        int weight = weights[j];
        for (int x = 0; x < row; x++) {
          sums[x] += (in[from + x] & 0xff) * weight;
        }
      }
      for (int x = 0; x < row; x++) {
        out[y * row + x] = clip(sums[x]);
      }
    }
    return out;
  }

  private static byte clip(int fixed) {
    int value = fixed >> PRECISION;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
