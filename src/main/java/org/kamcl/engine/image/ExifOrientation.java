package org.kamcl.engine.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The orientation a camera wrote into a JPEG's EXIF data. (EXIF 2.32, tag 0x0112.) */
final class ExifOrientation {
  private static final int NORMAL = 1;

  private ExifOrientation() {}

  /** 1 to 8; 1 where nothing sensible is written. */
  static int of(byte[] jpeg) {
    try {
      ByteBuffer in = ByteBuffer.wrap(jpeg);
      if ((in.getShort() & 0xffff) != 0xffd8) {
        return NORMAL;
      }
      while (in.remaining() > 4) {
        int marker = in.getShort() & 0xffff;
        int length = in.getShort() & 0xffff;
        if (marker < 0xffe0 || marker == 0xffda || length < 2) {
          return NORMAL;
        }
        if (marker == 0xffe1 && length > 8 && in.getInt(in.position()) == 0x45786966) {
          return inTiff(in.slice(in.position() + 6, Math.min(length - 8, in.remaining() - 6)));
        }
        in.position(in.position() + length - 2);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Damaged metadata does not make an image unusable.
      return NORMAL;
    }
    return NORMAL;
  }

  private static int inTiff(ByteBuffer tiff) {
    boolean little = tiff.getShort(0) == 0x4949;
    tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == 0x0112) {
        int value = tiff.getShort(entry + 8) & 0xffff;
        return value >= 1 && value <= 8 ? value : NORMAL;
      }
    }
    return NORMAL;
  }

  /** Turns and mirrors an image so that it stands upright. */
  static RgbImage apply(RgbImage image, int orientation) {
    if (orientation == NORMAL) {
      return image;
    }
    boolean swapped = orientation >= 5;
    int w = image.width();
    int h = image.height();
    int width = swapped ? h : w;
    int height = swapped ? w : h;
    byte[] out = new byte[image.rgb().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sx =
            switch (orientation) {
              case 2, 3 -> w - 1 - x;
              case 5, 8 -> orientation == 5 ? y : w - 1 - y;
              case 6 -> y;
              case 7 -> w - 1 - y;
              default -> x;
            };
        int sy =
            switch (orientation) {
              case 3, 4 -> h - 1 - y;
              case 5, 8 -> x;
              case 6, 7 -> h - 1 - x;
              default -> y;
            };
        System.arraycopy(image.rgb(), 3 * (sy * w + sx), out, 3 * (y * width + x), 3);
      }
    }
    return new RgbImage(width, height, out);
  }
}
