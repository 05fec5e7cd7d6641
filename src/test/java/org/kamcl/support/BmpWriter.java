package org.kamcl.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntBinaryOperator;

/**
 * Writes small variants of Windows and OS/2 bitmaps byte by byte: all headers, depths, run lengths
 * and channel masks.
 */
public final class BmpWriter {
  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int INFO = 40;

  private final int width;
  private final int height;
  private final int bits;
  private final IntBinaryOperator value;
  private int header = INFO;
  private int compression;
  private int[] palette = {};
  private int[] masks = {};
  private boolean topDown;
  private byte[] runs;
  private int imageSize = -1;
  private int fileSize = -1;
  private int gap;
  private int colorsUsed = -1;

  /**
   * @param bits per pixel
   * @param value the stored value of the pixel at column, row
   */
  public BmpWriter(int width, int height, int bits, IntBinaryOperator value) {
    this.width = width;
    this.height = height;
    this.bits = bits;
    this.value = value;
  }

  /** Sets the size of the header: 12 and 64 for OS/2, 40, 52, 56, 108 or 124 for Windows. */
  public BmpWriter header(int bytes) {
    header = bytes;
    return this;
  }

  /** Sets the colors as {@code 0xRRGGBB}. */
  public BmpWriter palette(int... colors) {
    palette = colors;
    return this;
  }

  /** Sets the masks of red, green, blue and perhaps alpha. */
  public BmpWriter masks(int... channels) {
    masks = channels;
    compression = 3;
    return this;
  }

  public BmpWriter topDown() {
    topDown = true;
    return this;
  }

  /** Sets run-length encoded pixels. */
  public BmpWriter runs(byte... encoded) {
    runs = encoded;
    compression = bits == 8 ? 1 : 2;
    return this;
  }

  /** Sets what the header says about the bytes of the pixels. */
  public BmpWriter imageSize(int bytes) {
    imageSize = bytes;
    return this;
  }

  /** Sets what the header says about the bytes of the file. */
  public BmpWriter fileSize(int bytes) {
    fileSize = bytes;
    return this;
  }

  /** Leaves bytes between the colors and the pixels. */
  public BmpWriter gap(int bytes) {
    gap = bytes;
    return this;
  }

  /** Sets what the header says about the number of colors. */
  public BmpWriter colorsUsed(int count) {
    colorsUsed = count;
    return this;
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    byte[] pixels = runs == null ? pixels() : runs;
    int colorBytes = header == CORE ? 3 : 4;
    int maskBytes = header == INFO ? 4 * masks.length : 0;
    int offset = FILE_HEADER + header + maskBytes + colorBytes * palette.length + gap;
    ByteBuffer out = ByteBuffer.allocate(offset + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M');
    out.putInt(fileSize >= 0 ? fileSize : offset + pixels.length).putInt(0).putInt(offset);
    out.putInt(header);
    if (header == CORE) {
      out.putShort((short) width).putShort((short) height);
      out.putShort((short) 1).putShort((short) bits);
    } else {
      out.putInt(width).putInt(topDown ? -height : height);
      out.putShort((short) 1).putShort((short) bits).putInt(compression);
      out.putInt(imageSize >= 0 ? imageSize : pixels.length).putInt(2835).putInt(2835);
      out.putInt(colorsUsed >= 0 ? colorsUsed : palette.length).putInt(0);
      for (int mask : masks) {
        out.putInt(mask);
      }
      if (header >= 108) {
        out.putInt(FILE_HEADER + 56, 0x73524742);
      }
    }
    out.position(FILE_HEADER + header + maskBytes);
    for (int color : palette) {
      out.put((byte) color).put((byte) (color >> 8)).put((byte) (color >> 16));
      if (header != CORE) {
        out.put((byte) 0);
      }
    }
    out.position(offset);
    out.put(pixels);
    return out.array();
  }

  private byte[] pixels() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rowBytes = (width * bits + 31) / 32 * 4;
    for (int j = 0; j < height; j++) {
      int y = topDown ? j : height - 1 - j;
      byte[] row = new byte[rowBytes];
      for (int x = 0; x < width; x++) {
        int v = value.applyAsInt(x, y);
        if (bits < 8) {
          row[x * bits / 8] |= (byte) (v << (8 - bits - x * bits % 8));
        } else {
          for (int b = 0; b < bits / 8; b++) {
            row[x * bits / 8 + b] = (byte) (v >>> (8 * b));
          }
        }
      }
      out.writeBytes(row);
    }
    return out.toByteArray();
  }
}
