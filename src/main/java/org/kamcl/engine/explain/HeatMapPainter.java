package org.kamcl.engine.explain;

import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;

/** Paints a heat map over an image. */
public final class HeatMapPainter {
  private HeatMapPainter() {}

  /** Longer side of a painting, in pixels, at most. */
  private static final int MAX_SIDE = 1024;

  /**
   * A map over an image.
   *
   * @param width columns
   * @param height rows
   * @param argb [height][width], row-major, 0xFFRRGGBB
   */
  public record Painting(int width, int height, int[] argb) {}

  /** Up to this value, nothing of the image is covered. */
  private static final double CLEAR = 0.22;

  /** From this value, the image is covered as far as the opacity says. */
  private static final double COVERED = 0.67;

  /**
   * How far the color of a value covers the image: low values leave it clear.
   *
   * @param value 0..1, from the smallest to the largest value of a map
   * @return 0..1
   */
  public static double coverage(double value) {
    return Math.max(0, Math.min(1, (value - CLEAR) / (COVERED - CLEAR)));
  }

  /**
   * Paints a map in the colors of {@link Cividis}, from its smallest to its largest value. Low
   * values leave the image clear.
   *
   * @param image what is below the map; its size is that of the result, up to 1,024 pixels
   * @param opacity of the largest values, 0..1
   */
  public static Painting paint(ExplainedImage image, HeatMap map, double opacity) {
    RgbImage below = reduced(image.pixels());
    int width = below.width();
    int height = below.height();
    HeatMap fine = map.resampled(width, height);
    double low = map.min();
    double range = map.max() - low;
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int color = 0;
        for (int channel = 0; channel < 3; channel++) {
          color = (color << 8) | below.sample(x, y, channel);
        }
        double value = range > 0 ? (fine.at(x, y) - low) / range : 0;
        argb[y * width + x] = Cividis.mix(color, Cividis.argb(value), opacity * coverage(value));
      }
    }
    return new Painting(width, height, argb);
  }

  private static RgbImage reduced(RgbImage image) {
    int longer = Math.max(image.width(), image.height());
    if (longer <= MAX_SIDE) {
      return image;
    }
    double scale = (double) MAX_SIDE / longer;
    return ImageResizer.bilinear(
        image,
        (int) Math.max(1, Math.round(image.width() * scale)),
        (int) Math.max(1, Math.round(image.height() * scale)));
  }
}
