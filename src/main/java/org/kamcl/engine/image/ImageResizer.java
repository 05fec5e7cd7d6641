package org.kamcl.engine.image;

import java.util.Arrays;

/**
 * Resizing as in the published preprocessing (Pillow's): a filter over pixel centers, widened when
 * shrinking (antialiasing), rows before columns, 8-bit values in between, fixed-point weights of 22
 * bits. Only what is cut out is computed.
 */
public final class ImageResizer {
  private static final int HALF = 1 << (ResamplingAxis.PRECISION - 1);

  private ImageResizer() {}

  /**
   * Resizes without keeping the aspect ratio.
   *
   * @param width of the result, at least 1
   * @param height of the result, at least 1
   */
  public static RgbImage bilinear(RgbImage image, int width, int height) {
    return resize(Resampling.BILINEAR, image, width, height, 0, 0, width, height);
  }

  /**
   * Resizes without keeping the aspect ratio and cuts out the square in the middle.
   *
   * @param width of the resized image, at least {@code size}
   * @param height of the resized image, at least {@code size}
   * @param size side of the square, at least 1
   */
  static RgbImage middle(Resampling filter, RgbImage image, long width, long height, int size) {
    // Half a pixel is rounded to the even number.
    long left = (long) Math.rint((width - size) / 2.0);
    long top = (long) Math.rint((height - size) / 2.0);
    return resize(filter, image, width, height, left, top, size, size);
  }

  /** Resizes to {@code width x height} and cuts out a part of it. */
  private static RgbImage resize(
      Resampling filter,
      RgbImage image,
      long width,
      long height,
      long left,
      long top,
      int partWidth,
      int partHeight) {
    if (width == image.width()
        && height == image.height()
        && width == partWidth
        && height == partHeight) {
      return image;
    }
    ResamplingAxis columns = ResamplingAxis.of(filter, image.width(), width, left, partWidth);
    ResamplingAxis rows = ResamplingAxis.of(filter, image.height(), height, top, partHeight);
    byte[] narrow = acrossRows(image, columns, rows.begin(), rows.end());
    byte[] result = acrossColumns(narrow, partWidth, rows);
    return RgbImage.wrapping(partWidth, partHeight, result);
  }

  private static byte[] acrossRows(RgbImage image, ResamplingAxis axis, int begin, int end) {
    byte[] in = image.pixels();
    int target = axis.count();
    byte[] out = new byte[Math.multiplyExact(3 * target, end - begin)];
    int at = 0;
    for (int y = begin; y < end; y++) {
      int row = 3 * y * image.width();
      for (int x = 0; x < target; x++, at += 3) {
        int[] weights = axis.weights()[x];
        int from = row + 3 * axis.first()[x];
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

  /**
   * @param in rows from the first that the axis needs
   */
  private static byte[] acrossColumns(byte[] in, int width, ResamplingAxis axis) {
    int row = 3 * width;
    byte[] out = new byte[Math.multiplyExact(row, axis.count())];
    int[] sums = new int[row];
    for (int y = 0; y < axis.count(); y++) {
      Arrays.fill(sums, HALF);
      int[] weights = axis.weights()[y];
      for (int j = 0; j < weights.length; j++) {
        int from = (axis.first()[y] - axis.begin() + j) * row;
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
    int value = fixed >> ResamplingAxis.PRECISION;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
