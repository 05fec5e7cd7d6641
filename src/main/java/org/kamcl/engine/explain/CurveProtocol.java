package org.kamcl.engine.explain;

import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.RgbImage;

/** How parts of an image are deleted and inserted to measure a heat map. */
public enum CurveProtocol {
  /**
   * As published (Petsiuk, Das, Saenko, BMVC 2018): pixel by pixel in the order of the interpolated
   * map. Deleted pixels become zero after normalization; inserted pixels replace those of a blurred
   * copy (11 x 11 kernel, standard deviation 5).
   */
  PIXELS {
    @Override
    byte[] deleted(RgbImage image, Normalization normalization) {
      byte[] rgb = new byte[image.rgb().length];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) zeroLevel(normalization, i % 3);
      }
      return rgb;
    }

    @Override
    byte[] blurred(RgbImage image) {
      return GaussianBlur.of(image, 5, 5);
    }
  },

  /**
   * Cell by cell on one grid for all maps, because deleting scattered pixels hurts more than
   * deleting as many connected ones, whatever they show. Deleted cells get the image's mean color;
   * inserted cells replace a strongly blurred copy.
   */
  CELLS {
    @Override
    byte[] deleted(RgbImage image, Normalization normalization) {
      return new PixelEdits(image).meanColor();
    }

    @Override
    byte[] blurred(RgbImage image) {
      RgbImage small = ImageResizer.bilinear(image, BLURRED_SIDE, BLURRED_SIDE);
      return ImageResizer.bilinear(small, image.width(), image.height()).rgb();
    }
  };

  /** Side of the thumbnail that is enlarged again to blur an image. */
  private static final int BLURRED_SIDE = 6;

  /** What deleted pixels become. */
  abstract byte[] deleted(RgbImage image, Normalization normalization);

  /** What is there before pixels are inserted. */
  abstract byte[] blurred(RgbImage image);

  /** The level that normalization makes zero, or closest to it. */
  private static int zeroLevel(Normalization normalization, int channel) {
    int best = 0;
    for (int level = 1; level < 256; level++) {
      if (Math.abs(normalization.apply(channel, level))
          < Math.abs(normalization.apply(channel, best))) {
        best = level;
      }
    }
    return best;
  }
}
