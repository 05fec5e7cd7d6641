package org.kamcl.engine.corpus.check;

import java.util.Random;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;

/** Images for the search for copies: landscapes of soft spots, and nearly uniform water. */
final class CheckImages {
  private CheckImages() {}

  /** Value of a pixel by row, column and channel, 0 to 255. */
  private interface Pixels {
    double at(int y, int x, int channel);
  }

  private static RgbImage draw(int side, Pixels pixels) {
    byte[] rgb = new byte[3 * side * side];
    for (int i = 0; i < rgb.length; i++) {
      double value = pixels.at(i / 3 / side, i / 3 % side, i % 3);
      rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return new RgbImage(side, side, rgb);
  }

  /** Soft spots that differ from seed to seed. */
  static RgbImage landscape(long seed, int side) {
    Random random = new Random(seed);
    double[][] spots = new double[24][];
    for (int i = 0; i < spots.length; i++) {
      spots[i] =
          new double[] {
            random.nextDouble(),
            random.nextDouble(),
            0.03 + 0.1 * random.nextDouble(),
            160 * (random.nextDouble() - 0.5)
          };
    }
    return draw(
        side,
        (y, x, channel) -> {
          double value = 110 + 10 * channel;
          for (double[] spot : spots) {
            double dx = ((x + 0.5) / side - spot[0]) / spot[2];
            double dy = ((y + 0.5) / side - spot[1]) / spot[2];
            value += spot[3] * Math.exp(-dx * dx - dy * dy);
          }
          return value;
        });
  }

  /** Water: one color that gets slowly lighter to the right, with the noise of a camera. */
  static RgbImage water(long seed, double noise, int side) {
    Random random = new Random(seed);
    double[] all = random.doubles((long) side * side, -noise, noise).toArray();
    return draw(side, (y, x, channel) -> 40 + 30 * channel + 20.0 * x / side + all[y * side + x]);
  }

  /** An image of one color. */
  static RgbImage uniform(int red, int green, int blue, int side) {
    int[] color = {red, green, blue};
    return draw(side, (y, x, channel) -> color[channel]);
  }

  /** The same image with each channel raised. */
  static RgbImage brighter(RgbImage image, int levels) {
    return draw(image.width(), (y, x, channel) -> image.sample(x, y, channel) / 2.0 + levels);
  }

  /** The same image reflected (1 left and right, 2 top and bottom) or transposed (4). */
  static RgbImage turned(RgbImage image, int orientation) {
    int last = image.width() - 1;
    return draw(
        image.width(),
        (y, x, channel) -> {
          int column = (orientation & 1) == 0 ? x : last - x;
          int row = (orientation & 2) == 0 ? y : last - y;
          return (orientation & 4) == 0
              ? image.sample(column, row, channel)
              : image.sample(row, column, channel);
        });
  }

  /** The same image in another size. */
  static RgbImage resized(RgbImage image, int side) {
    return ImageResizer.bilinear(image, side, side);
  }
}
