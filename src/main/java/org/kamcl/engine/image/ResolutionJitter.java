package org.kamcl.engine.image;

import java.util.SplittableRandom;

/**
 * Random losses of detail: other ground resolutions and softer optics.
 *
 * @param downscaleProbability share of images that are shown with fewer pixels, blown up again
 * @param minScale smallest side of those, as a share of what the network sees, 0..1
 * @param blurProbability share of images that are blurred
 */
public record ResolutionJitter(
    double downscaleProbability, double minScale, double blurProbability) {
  private static final int STRONGEST_BLUR = 3;

  /**
   * Changes an image.
   *
   * @param size side of the images the network sees, in pixels
   * @return an image of any size, to be resized to {@code size}
   */
  RgbImage apply(RgbImage image, int size, SplittableRandom random) {
    RgbImage changed = image;
    if (downscaleProbability > 0 && random.nextDouble() < downscaleProbability) {
      double share = minScale + (1 - minScale) * random.nextDouble();
      // Fewer pixels than the network sees, whatever the file has; they are blown up at the end.
      int width = (int) Math.max(1, Math.round(share * Math.min(size, image.width())));
      int height = (int) Math.max(1, Math.round(share * Math.min(size, image.height())));
      changed = ImageResizer.bilinear(changed, width, height);
    }
    if (blurProbability > 0 && random.nextDouble() < blurProbability) {
      int times = 1 + random.nextInt(STRONGEST_BLUR);
      // As many pixels as the network sees, so that the blur is as wide for every file.
      changed = blurred(ImageResizer.bilinear(changed, size, size), times);
    }
    return changed;
  }

  /** Averages with the neighbours by 1, 2, 1, across and down; the edge is its own neighbour. */
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
