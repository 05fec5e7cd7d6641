package org.kamcl.engine.image;

import java.awt.image.BufferedImage;

/** Encodes images as JPEG and PNG for tests in packages that may not use pixel libraries. */
public final class ImageBytes {
  private ImageBytes() {}

  /** Encodes an image as JPEG. */
  public static byte[] jpeg(RgbImage pixels) {
    return TestImages.encode(image(pixels), "jpeg");
  }

  /** Encodes an image as PNG. */
  public static byte[] png(RgbImage pixels) {
    return TestImages.encode(image(pixels), "png");
  }

  private static BufferedImage image(RgbImage pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          rgb = rgb << 8 | pixels.sample(x, y, channel);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }
}
