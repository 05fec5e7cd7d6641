package org.kamcl.engine.explain;

import java.util.Arrays;
import org.kamcl.engine.image.RgbImage;

/** Replaces parts of an image by other pixels, to see how the score changes. */
final class PixelEdits {
  private final RgbImage image;

  PixelEdits(RgbImage image) {
    this.image = image;
  }

  /** The image's mean color at every pixel. */
  byte[] meanColor() {
    byte[] rgb = image.rgb();
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

  /** The image with other pixels in a square of cells of a grid. */
  RgbImage covered(byte[] cover, int column, int row, int side, int grid) {
    boolean[] cells = new boolean[grid * grid];
    for (int y = row; y < row + side; y++) {
      Arrays.fill(cells, y * grid + column, y * grid + column + side, true);
    }
    return mixed(image.rgb(), cover, pixels(cells, grid));
  }

  /** The pixels of some cells of a grid. */
  boolean[] pixels(boolean[] cells, int grid) {
    int width = image.width();
    int height = image.height();
    boolean[] pixels = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = cells[y * grid / height * grid + x * grid / width];
      }
    }
    return pixels;
  }

  /** The image with some pixels replaced. */
  RgbImage deleted(byte[] replacement, boolean[] pixels) {
    return mixed(image.rgb(), replacement, pixels);
  }

  /** Other pixels, with the image's own pixels in some places. */
  RgbImage inserted(byte[] background, boolean[] pixels) {
    return mixed(background, image.rgb(), pixels);
  }

  private RgbImage mixed(byte[] outside, byte[] inside, boolean[] pixels) {
    byte[] rgb = outside.clone();
    for (int p = 0; p < pixels.length; p++) {
      if (pixels[p]) {
        System.arraycopy(inside, 3 * p, rgb, 3 * p, 3);
      }
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }
}
