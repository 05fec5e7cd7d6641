package org.kamcl.engine.explain;

import java.util.Arrays;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;

/** Replaces parts of an image, to see how the score changes. */
final class PixelEdits {
  /** Side of the thumbnail that is enlarged again to blur an image. */
  private static final int BLURRED_SIDE = 6;

  private final RgbImage image;
  private final byte[] original;
  private final byte[] mean;
  private final byte[] blurred;

  PixelEdits(RgbImage image) {
    this.image = image;
    this.original = image.rgb();
    this.mean = mean(original);
    RgbImage small = ImageResizer.bilinear(image, BLURRED_SIDE, BLURRED_SIDE);
    this.blurred = ImageResizer.bilinear(small, image.width(), image.height()).rgb();
  }

  /** The image's mean color at every pixel. */
  private static byte[] mean(byte[] rgb) {
    long[] sums = new long[3];
    for (int i = 0; i < rgb.length; i++) {
      sums[i % 3] += rgb[i] & 0xff;
    }
    byte[] mean = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      mean[i] = (byte) Math.round(3.0 * sums[i % 3] / rgb.length);
    }
    return mean;
  }

  /** The image with the mean color in a square of cells of a grid. */
  RgbImage covered(int column, int row, int side, int grid) {
    boolean[] cells = new boolean[grid * grid];
    for (int y = row; y < row + side; y++) {
      Arrays.fill(cells, y * grid + column, y * grid + column + side, true);
    }
    return mixed(original, mean, cells, grid);
  }

  /** The image with the mean color in some cells. */
  RgbImage deleted(boolean[] cells, int grid) {
    return mixed(original, mean, cells, grid);
  }

  /** The blurred image with the original pixels in some cells. */
  RgbImage inserted(boolean[] cells, int grid) {
    return mixed(blurred, original, cells, grid);
  }

  private RgbImage mixed(byte[] outside, byte[] inside, boolean[] cells, int grid) {
    int width = image.width();
    int height = image.height();
    byte[] rgb = outside.clone();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (cells[y * grid / height * grid + x * grid / width]) {
          System.arraycopy(inside, 3 * (y * width + x), rgb, 3 * (y * width + x), 3);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
