package org.kamcl.engine.image;

import java.util.SplittableRandom;

/**
 * Random augmentation of a training image. All randomness comes from the given generator, so that a
 * sample is the same on every thread; a disabled augmentation draws no random numbers.
 *
 * @param published the published augmentation: resize to 278 for 256, rotate by 0..90 degrees
 *     (nearest neighbor, black corners), crop; the other settings are ignored
 * @param randomOrientation applies one of the eight orientations: aerial images have no upright
 *     direction
 * @param crop random crop
 * @param color random changes of colors
 * @param resolution random loss of detail
 * @param erasingProbability share of images in which a rectangle is filled with their mean color
 *     (Zhong et al., AAAI 2020)
 */
public record Augmentation(
    boolean published,
    boolean randomOrientation,
    Crop crop,
    ColorJitter color,
    ResolutionJitter resolution,
    double erasingProbability) {
  private static final double PUBLISHED_MARGIN = 278.0 / 256;
  private static final double RIGHT_ANGLE = 90;
  private static final double SMALLEST_ERASED = 0.02;
  private static final double LARGEST_ERASED = 0.2;
  private static final double ERASED_ASPECT = Math.log(3);

  /**
   * A random crop.
   *
   * @param minScale smallest side, relative to the image, 0..1
   * @param logAspectRange largest change of the aspect ratio, as a natural logarithm; 0 keeps it
   */
  public record Crop(double minScale, double logAspectRange) {}

  /**
   * Augments an image.
   *
   * @param size side of the network's input, in pixels
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
    boolean whole = crop.minScale == 1 && crop.logAspectRange == 0;
    RgbImage changed = whole ? image : randomCrop(image, random);
    if (randomOrientation) {
      changed = new Orientation(1 + random.nextInt(8)).apply(changed);
    }
    changed = resolution.apply(color.apply(changed, random), size, random);
    return erasingProbability > 0 && random.nextDouble() < erasingProbability
        ? erased(changed, random)
        : changed;
  }

  private RgbImage randomCrop(RgbImage image, SplittableRandom random) {
    double share = crop.minScale + (1 - crop.minScale) * random.nextDouble();
    double stretch = 1;
    if (crop.logAspectRange > 0) {
      stretch = Math.exp(crop.logAspectRange * (random.nextDouble() - 0.5));
    }
    int width = side(image.width(), share * stretch);
    int height = side(image.height(), share / stretch);
    int left = random.nextInt(image.width() - width + 1);
    int top = random.nextInt(image.height() - height + 1);
    return crop(image, left, top, width, height);
  }

  private static int side(int whole, double share) {
    return Math.max(1, (int) Math.round(whole * Math.min(1, share)));
  }

  private static RgbImage erased(RgbImage image, SplittableRandom random) {
    double area = SMALLEST_ERASED + (LARGEST_ERASED - SMALLEST_ERASED) * random.nextDouble();
    double stretch = Math.exp(ERASED_ASPECT * (random.nextDouble() - 0.5));
    int width = side(image.width(), Math.sqrt(area) * stretch);
    int height = side(image.height(), Math.sqrt(area) / stretch);
    int left = random.nextInt(image.width() - width + 1);
    int top = random.nextInt(image.height() - height + 1);
    byte[] out = image.rgb();
    long[] sums = new long[3];
    for (int i = 0; i < out.length; i += 3) {
      sums[0] += out[i] & 0xff;
      sums[1] += out[i + 1] & 0xff;
      sums[2] += out[i + 2] & 0xff;
    }
    int pixels = out.length / 3;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        for (int c = 0; c < 3; c++) {
          out[3 * (y * image.width() + x) + c] = (byte) (sums[c] / pixels);
        }
      }
    }
    return RgbImage.wrapping(image.width(), image.height(), out);
  }

  private static RgbImage crop(RgbImage image, int left, int top, int width, int height) {
    byte[] in = image.pixels();
    byte[] out = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * image.width() + left);
      System.arraycopy(in, from, out, 3 * y * width, 3 * width);
    }
    return RgbImage.wrapping(width, height, out);
  }

  /** Rotates counterclockwise around the center by nearest neighbor; corners become black. */
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
    return RgbImage.wrapping(width, height, out);
  }
}
