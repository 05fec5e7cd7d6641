package org.kamcl.engine.image;

import java.util.SplittableRandom;

/**
 * Random loss of detail, as caused by coarser ground sample distances and softer optics.
 *
 * @param downscaleProbability share of images that are downsampled and upsampled again
 * @param minScale smallest side of the downsampled image, relative to the network's input, 0..1
 * @param blurProbability share of images that are blurred
 */
public record ResolutionJitter(
    double downscaleProbability, double minScale, double blurProbability) {
  private static final int STRONGEST_BLUR = 3;

  /**
   * Augments an image.
   *
   * @param size side of the network's input, in pixels
   * @return an image of any size, to be resized to {@code size}
   */
  RgbImage apply(RgbImage image, int size, SplittableRandom random) {
    RgbImage changed = image;
    if (downscaleProbability > 0 && random.nextDouble() < downscaleProbability) {
      double share = minScale + (1 - minScale) * random.nextDouble();
      // Fewer pixels than the network's input, whatever the size of the file; upsampled at the end.
      int width = (int) Math.max(1, Math.round(share * Math.min(size, image.width())));
      int height = (int) Math.max(1, Math.round(share * Math.min(size, image.height())));
      changed = ImageResizer.bilinear(changed, width, height);
    }
    if (blurProbability > 0 && random.nextDouble() < blurProbability) {
      int times = 1 + random.nextInt(STRONGEST_BLUR);
      // At the size of the network's input, so that the blur is equally wide for every file.
      changed = blurred(ImageResizer.bilinear(changed, size, size), times);
    }
    return changed;
  }

  /** Filters with (1, 2, 1) / 4 in both directions; edge pixels are repeated. */
  private static RgbImage blurred(RgbImage image, int times) {
    int width = image.width();
    int height = image.height();
    int row = 3 * width;
    byte[] from = image.rgb();
    byte[] to = new byte[from.length];
    for (int n = 0; n < times; n++) {
      for (int y = 0; y < height; y++) {
        int start = y * row;
        for (int i = 0; i < row; i++) {
          int before = i < 3 ? i : i - 3;
          int after = i >= row - 3 ? i : i + 3;
          to[start + i] = middle(from[start + before], from[start + i], from[start + after]);
        }
      }
      for (int y = 0; y < height; y++) {
        int before = Math.max(0, y - 1) * row;
        int after = Math.min(height - 1, y + 1) * row;
        for (int i = 0; i < row; i++) {
          from[y * row + i] = middle(to[before + i], to[y * row + i], to[after + i]);
        }
      }
    }
    return RgbImage.wrapping(width, height, from);
  }

  private static byte middle(byte before, byte own, byte after) {
    return (byte) (((before & 0xff) + 2 * (own & 0xff) + (after & 0xff) + 2) >> 2);
  }
}
