package org.kamcl.engine.explain;

import org.kamcl.engine.image.RgbImage;

/** Blurs images with a Gaussian kernel; beyond the edge, the pixels at the edge repeat. */
final class GaussianBlur {
  private GaussianBlur() {}

  /**
   * Blurs an image.
   *
   * @param deviation standard deviation of the kernel, pixels
   * @param radius of the kernel, pixels; beyond, it is cut off
   * @return as many samples as the image has
   */
  static byte[] of(RgbImage image, double deviation, int radius) {
    float[] kernel = kernel(deviation, radius);
    int width = image.width();
    int height = image.height();
    byte[] rgb = image.rgb();
    float[] samples = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      samples[i] = rgb[i] & 0xff;
    }
    float[] across = new float[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int k = -radius; k <= radius; k++) {
          int from = 3 * (y * width + Math.max(0, Math.min(width - 1, x + k)));
          int to = 3 * (y * width + x);
          float share = kernel[k + radius];
          across[to] += share * samples[from];
          across[to + 1] += share * samples[from + 1];
          across[to + 2] += share * samples[from + 2];
        }
      }
    }
    float[] both = new float[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int k = -radius; k <= radius; k++) {
        int from = 3 * width * Math.max(0, Math.min(height - 1, y + k));
        int to = 3 * width * y;
        float share = kernel[k + radius];
        for (int i = 0; i < 3 * width; i++) {
          both[to + i] += share * across[from + i];
        }
      }
    }
    byte[] blurred = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      blurred[i] = (byte) Math.round(both[i]);
    }
    return blurred;
  }

  private static float[] kernel(double deviation, int radius) {
    float[] kernel = new float[2 * radius + 1];
    double sum = 0;
    for (int k = -radius; k <= radius; k++) {
      sum += Math.exp(-k * k / (2 * deviation * deviation));
    }
    for (int k = -radius; k <= radius; k++) {
      kernel[k + radius] = (float) (Math.exp(-k * k / (2 * deviation * deviation)) / sum);
    }
    return kernel;
  }
}
