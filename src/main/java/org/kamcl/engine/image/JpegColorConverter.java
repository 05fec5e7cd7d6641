package org.kamcl.engine.image;

import java.awt.image.Raster;
import org.kamcl.engine.EngineException;

/**
 * From a JPEG's stored components to RGB. The JDK's own conversion guesses the colour space of
 * unmarked files otherwise than libjpeg does, and refuses CMYK; so components are read as they are
 * and converted here, with the equations of ITU-T T.871 in 16-bit fixed point.
 */
final class JpegColorConverter {
  private static final int HALF = 1 << 15;

  private JpegColorConverter() {}

  /**
   * @param raster the stored components
   * @param header which say what the components are
   * @param name what messages call the image
   */
  static RgbImage toRgb(Raster raster, JpegHeader header, String name) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    if (bands != 1 && bands != 3 && bands != 4) {
      throw new EngineException(
          "The image " + name + " has " + bands + " colour components: convert it to RGB.");
    }
    byte[] rgb = new byte[3 * width * height];
    byte[] row = null;
    boolean encoded = bands == 4 ? header.adobeTransform() == 2 : !header.isRgb();
    for (int y = 0; y < height; y++) {
      row = (byte[]) raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      int o = 3 * y * width;
      if (bands == 1) {
        grey(row, rgb, o);
      } else if (bands == 3) {
        if (encoded) {
          decode(row, 3, rgb, o);
        } else {
          System.arraycopy(row, 0, rgb, o, row.length);
        }
      } else {
        inks(row, encoded, rgb, o);
      }
    }
    return RgbImage.wrapping(width, height, rgb);
  }

  private static void grey(byte[] row, byte[] rgb, int o) {
    for (byte value : row) {
      rgb[o++] = value;
      rgb[o++] = value;
      rgb[o++] = value;
    }
  }

  /** YCbCr to RGB; further bands of a pixel are stepped over. */
  private static void decode(byte[] row, int bands, byte[] rgb, int o) {
    for (int p = 0; p < row.length; p += bands) {
      int y = row[p] & 0xff;
      int cb = (row[p + 1] & 0xff) - 128;
      int cr = (row[p + 2] & 0xff) - 128;
      rgb[o++] = clip(y + ((91881 * cr + HALF) >> 16));
      rgb[o++] = clip(y + ((-22554 * cb - 46802 * cr + HALF) >> 16));
      rgb[o++] = clip(y + ((116130 * cb + HALF) >> 16));
    }
  }

  /** CMYK or YCCK, with inks stored inverted as Adobe's programs do (255 is no ink). */
  private static void inks(byte[] row, boolean encoded, byte[] rgb, int o) {
    if (encoded) {
      decode(row, 4, rgb, o);
    }
    for (int p = 0; p < row.length; p += 4) {
      int light = row[p + 3] & 0xff;
      for (int c = 0; c < 3; c++, o++) {
        // YCCK encodes the complements of the stored inks.
        int ink = encoded ? rgb[o] & 0xff : 255 - (row[p + c] & 0xff);
        rgb[o] = clip(light - BufferedImageConverter.share(ink, light));
      }
    }
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
