package org.kamcl.engine.image;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.kamcl.error.KamclException;

/**
 * Converts the stored components of a JPEG to RGB. The JDK's own conversion guesses the color space
 * of unmarked files differently from libjpeg, and rejects CMYK. Therefore components are read as
 * stored and converted here, with the equations of ITU-T T.871 in 16-bit fixed point.
 */
final class JpegColorConverter {
  private static final int HALF = 1 << 15;

  private JpegColorConverter() {}

  /**
   * @param raster the stored components
   * @param header describes the components
   * @param name of the image for errors
   */
  static RgbImage toRgb(Raster raster, JpegHeader header, String name) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    if (bands != 1 && bands != 3 && bands != 4) {
      throw new KamclException(ImageError.COMPONENTS_UNSUPPORTED, name, bands);
    }
    byte[] rgb = new byte[3 * width * height];
    RowReader rows = RowReader.of(raster);
    boolean encoded = bands == 4 ? header.adobeTransform() == 2 : !header.isRgb();
    for (int y = 0; y < height; y++) {
      byte[] row = rows.read(y);
      int o = 3 * y * width;
      if (bands == 1) {
        gray(row, rgb, o);
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

  /** The rows of a raster, pixel by pixel. */
  private interface RowReader {
    /** A row, in an array that the next call overwrites. */
    byte[] read(int y);

    static RowReader of(Raster raster) {
      int length = raster.getWidth() * raster.getNumBands();
      byte[] row = new byte[length];
      if (raster.getSampleModel() instanceof PixelInterleavedSampleModel layout
          && raster.getDataBuffer() instanceof DataBufferByte buffer
          && buffer.getNumBanks() == 1
          && layout.getPixelStride() == raster.getNumBands()
          && isInOrder(layout.getBandOffsets())) {
        // The rows are in this order already; the raster copies them value by value.
        byte[] all = buffer.getData();
        int first =
            buffer.getOffset()
                + layout.getOffset(
                    raster.getMinX() - raster.getSampleModelTranslateX(),
                    raster.getMinY() - raster.getSampleModelTranslateY());
        return y -> {
          System.arraycopy(all, first + y * layout.getScanlineStride(), row, 0, length);
          return row;
        };
      }
      return y -> {
        raster.getDataElements(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
        return row;
      };
    }

    private static boolean isInOrder(int[] offsets) {
      for (int i = 0; i < offsets.length; i++) {
        if (offsets[i] != i) {
          return false;
        }
      }
      return true;
    }
  }

  private static void gray(byte[] row, byte[] rgb, int o) {
    for (byte value : row) {
      rgb[o++] = value;
      rgb[o++] = value;
      rgb[o++] = value;
    }
  }

  /** YCbCr to RGB; further bands of a pixel are skipped. */
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

  /** CMYK or YCCK, with inverted inks as Adobe's programs write them (255 is no ink). */
  private static void inks(byte[] row, boolean encoded, byte[] rgb, int o) {
    if (encoded) {
      decode(row, 4, rgb, o);
    }
    for (int p = 0; p < row.length; p += 4) {
      int light = row[p + 3] & 0xff;
      for (int c = 0; c < 3; c++, o++) {
        // YCCK encodes the complements of the stored inks.
        int ink = encoded ? rgb[o] & 0xff : 255 - (row[p + c] & 0xff);
        rgb[o] = clip(light - BufferedImageConverter.scaled(ink, light));
      }
    }
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
