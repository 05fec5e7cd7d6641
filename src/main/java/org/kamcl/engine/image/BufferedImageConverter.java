package org.kamcl.engine.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.kamcl.error.KamclException;

/**
 * Converts an ImageIO image to RGB from its stored samples. {@code BufferedImage.getRGB} would
 * convert grayscale through a linear color space, which brightens it, and costs a method call and
 * an object per pixel.
 */
final class BufferedImageConverter {
  private BufferedImageConverter() {}

  /**
   * @param name of the image for errors
   */
  static RgbImage toRgb(BufferedImage image, String name) {
    int type = image.getSampleModel().getDataType();
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return indexed(image, palette);
    }
    if (model instanceof ComponentColorModel) {
      if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
        throw new KamclException(ImageError.SAMPLES_UNSUPPORTED, name);
      }
      int space = model.getColorSpace().getType();
      if (space == ColorSpace.TYPE_GRAY) {
        return samples(image.getRaster(), model, new int[] {0, 0, 0}, -1);
      }
      if (space == ColorSpace.TYPE_RGB) {
        return samples(image.getRaster(), model, new int[] {0, 1, 2}, -1);
      }
      if (space == ColorSpace.TYPE_CMYK) {
        return samples(image.getRaster(), model, new int[] {0, 1, 2}, 3);
      }
    }
    return converted(image);
  }

  private static RgbImage indexed(BufferedImage image, IndexColorModel palette) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] colors = new int[Math.max(256, palette.getMapSize())];
    palette.getRGBs(colors);
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width];
    int o = 0;
    for (int y = 0; y < height; y++) {
      image.getRaster().getSamples(0, y, width, 1, 0, row);
      for (int index : row) {
        int color = colors[Math.min(index, colors.length - 1)];
        rgb[o++] = (byte) (color >> 16);
        rgb[o++] = (byte) (color >> 8);
        rgb[o++] = (byte) color;
      }
    }
    return RgbImage.wrapping(width, height, rgb);
  }

  /**
   * @param order the bands of red, green and blue (or of cyan, magenta and yellow)
   * @param black the band of black ink, -1 for RGB
   */
  private static RgbImage samples(Raster raster, ColorModel model, int[] order, int black) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    int shift = Math.max(0, model.getComponentSize(0) - 8);
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width * bands];
    int o = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int p = 0; p < row.length; p += bands) {
        int light = black < 0 ? 255 : 255 - (row[p + black] >> shift);
        for (int band : order) {
          int value = row[p + band] >> shift;
          rgb[o++] = (byte) (black < 0 ? value : light - scaled(value, light));
        }
      }
    }
    return RgbImage.wrapping(width, height, rgb);
  }

  private static RgbImage converted(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return RgbImage.ofArgb(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }

  /** a * b / 255, rounded, both 0..255. */
  static int scaled(int a, int b) {
    return (2 * a * b + 255) / 510;
  }
}
