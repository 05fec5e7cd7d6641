package org.kamcl.engine.image;

import java.awt.image.BufferedImage;

/** Pictures as bytes of files, for tests of rooms that know no pixel libraries. */
public final class ImageBytes {
  private ImageBytes() {}

  /** A JPEG file of a picture. */
  public static byte[] jpeg(RgbImage picture) {
    return TestImages.encode(image(picture), "jpeg");
  }

  /** A PNG file of a picture. */
  public static byte[] png(RgbImage picture) {
    return TestImages.encode(image(picture), "png");
  }

  private static BufferedImage image(RgbImage picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          rgb = rgb << 8 | picture.sample(x, y, channel);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }
}
