package org.kamcl.engine.image;

import java.util.SplittableRandom;

/**
 * Random changes of a training image. All randomness comes from the generator that is handed in, so
 * that a sample looks the same whatever thread prepares it.
 *
 * @param published as published: resize to 278 for 256, rotate by 0..90 degrees (nearest, black
 *     corners), crop; nothing else then applies
 * @param orientations one of the eight orientations: an aerial image has no upside
 * @param cropFrom smallest side of a random square-ish crop as a share of the image, 0..1
 * @param brightness largest change, as a share of the level
 * @param contrast largest change, as a share of the distance from the mean level
 * @param greyscale share of images shown in grey
 */
public record Augmentation(
    boolean published,
    boolean orientations,
    double cropFrom,
    double brightness,
    double contrast,
    double greyscale) {
  private static final double PUBLISHED_MARGIN = 278.0 / 256;
  private static final double RIGHT_ANGLE = 90;

  /**
   * Changes an image.
   *
   * @param size side of the images the network sees, in pixels
   * @return an image of any size, to be resized to {@code size}
   */
  public RgbImage apply(RgbImage image, int size, SplittableRandom random) {
    if (published) {
      int larger = (int) Math.round(size * PUBLISHED_MARGIN);
      RgbImage resized = ImageResizer.bilinear(image, larger, larger);
      RgbImage turned = rotate(resized, random.nextDouble() * RIGHT_ANGLE);
      int left = random.nextInt(larger - size + 1);
      int top = random.nextInt(larger - size + 1);
      return crop(turned, left, top, size, size);
    }
    RgbImage changed = cropFrom < 1 ? randomCrop(image, random) : image;
    if (orientations) {
      changed = new Orientation(1 + random.nextInt(8)).apply(changed);
    }
    return levels(changed, random);
  }

  private RgbImage randomCrop(RgbImage image, SplittableRandom random) {
    double share = cropFrom + (1 - cropFrom) * random.nextDouble();
    int width = Math.max(1, (int) Math.round(image.width() * share));
    int height = Math.max(1, (int) Math.round(image.height() * share));
    int left = random.nextInt(image.width() - width + 1);
    int top = random.nextInt(image.height() - height + 1);
    return crop(image, left, top, width, height);
  }

  private static RgbImage crop(RgbImage image, int left, int top, int width, int height) {
    byte[] in = image.pixels();
    byte[] out = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * image.width() + left);
      System.arraycopy(in, from, out, 3 * y * width, 3 * width);
    }
    return RgbImage.owning(width, height, out);
  }

  /** Rotates about the middle, counter-clockwise; the nearest pixel is taken, corners are black. */
  private static RgbImage rotate(RgbImage image, double degrees) {
    int width = image.width();
    int height = image.height();
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double middleX = width / 2.0;
    double middleY = height / 2.0;
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = x + 0.5 - middleX;
        double dy = y + 0.5 - middleY;
        int column = (int) Math.floor(cos * dx - sin * dy + middleX);
        int row = (int) Math.floor(sin * dx + cos * dy + middleY);
        if (column >= 0 && column < width && row >= 0 && row < height) {
          int from = 3 * (row * width + column);
          int to = 3 * (y * width + x);
          out[to] = in[from];
          out[to + 1] = in[from + 1];
          out[to + 2] = in[from + 2];
        }
      }
    }
    return RgbImage.owning(width, height, out);
  }

  private RgbImage levels(RgbImage image, SplittableRandom random) {
    // Drawn in any case: a setting of zero must not shift the numbers of the next.
    double bright = 1 + brightness * (2 * random.nextDouble() - 1);
    double spread = 1 + contrast * (2 * random.nextDouble() - 1);
    boolean grey = random.nextDouble() < greyscale;
    if (bright == 1 && spread == 1 && !grey) {
      return image;
    }
    byte[] in = image.pixels();
    long sum = 0;
    for (byte level : in) {
      sum += level & 0xff;
    }
    double mean = bright * sum / in.length;
    byte[] table = new byte[256];
    for (int i = 0; i < 256; i++) {
      double level = (i * bright - mean) * spread + mean;
      table[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
    }
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i += 3) {
      if (grey) {
        int level =
            (299 * (in[i] & 0xff) + 587 * (in[i + 1] & 0xff) + 114 * (in[i + 2] & 0xff) + 500)
                / 1000;
        out[i] = table[level];
        out[i + 1] = table[level];
        out[i + 2] = table[level];
      } else {
        out[i] = table[in[i] & 0xff];
        out[i + 1] = table[in[i + 1] & 0xff];
        out[i + 2] = table[in[i + 2] & 0xff];
      }
    }
    return RgbImage.owning(image.width(), image.height(), out);
  }
}
