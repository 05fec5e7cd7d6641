package org.kamcl.engine.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.kamcl.error.KamclException;

/**
 * Rewrites bitmaps that the Java runtime misreads. It believes the size of run lengths (BI_RLE4 and
 * BI_RLE8) that the header states, which many writers overstate, loses the last row of a bitmap
 * without an end mark, and does not know the header of OS/2 2.x. The result is a bitmap with the
 * usual header and without compression.
 */
final class BmpNormalizer {
  private static final int FILE_HEADER = 14;
  private static final int INFO_HEADER = 40;
  private static final int OS2_HEADER = 64;
  private static final int OS2_HUFFMAN = 3;
  private static final int OS2_RUNS_OF_24_BITS = 4;
  private static final int MAX_COLORS = 256;
  private static final int FIRST_PIXEL = FILE_HEADER + INFO_HEADER + 4 * MAX_COLORS;
  private static final long MAX_PIXELS = 50_000_000;
  private static final int MAX_BYTES = 256 << 20;

  private static final int END_OF_ROW = 0;
  private static final int END_OF_BITMAP = 1;
  private static final int DELTA = 2;

  private final ByteBuffer file;
  private final int width;
  private final int height;
  private final int bits;
  private final byte[] bitmap;
  private final int rowBytes;

  private BmpNormalizer(ByteBuffer file) {
    this.file = file;
    this.width = file.getInt(18);
    this.height = file.getInt(22);
    this.bits = file.getShort(28);
    this.rowBytes = (width + 3) / 4 * 4;
    this.bitmap = new byte[FIRST_PIXEL + rowBytes * height];
  }

  /**
   * Rewrites a bitmap if necessary.
   *
   * @param in at its start
   * @param name of the image for errors
   * @return {@code in} itself, at its start, if the runtime reads it, or if it is no bitmap
   * @throws KamclException if run lengths end before the bitmap, or if a compression is not
   *     supported
   */
  static ImageInputStream normalized(ImageInputStream in, String name) throws IOException {
    byte[] bytes = new byte[FILE_HEADER + INFO_HEADER];
    boolean whole = true;
    try {
      in.readFully(bytes);
    } catch (EOFException e) {
      whole = false;
    }
    in.seek(0);
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (!whole || head.get(0) != 'B' || head.get(1) != 'M') {
      return in;
    }
    boolean os2 = head.getInt(FILE_HEADER) == OS2_HEADER;
    int compression = head.getInt(30);
    if (os2 && (compression == OS2_HUFFMAN || compression == OS2_RUNS_OF_24_BITS)) {
      throw new KamclException(ImageError.BMP_VARIANT_UNSUPPORTED, name);
    }
    boolean runs = hasRuns(head);
    if (!runs && !os2) {
      return in;
    }
    ByteBuffer all = ByteBuffer.wrap(readAll(in, name)).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte[] bitmap = runs ? new BmpNormalizer(all).decode() : withUsualHeader(all);
      return new MemoryCacheImageInputStream(new ByteArrayInputStream(bitmap));
    } catch (IndexOutOfBoundsException e) {
      throw new KamclException(e, ImageError.DAMAGED, name);
    }
  }

  private static byte[] withUsualHeader(ByteBuffer file) {
    int excess = OS2_HEADER - INFO_HEADER;
    ByteBuffer out =
        ByteBuffer.allocate(Math.max(0, file.limit() - excess)).order(ByteOrder.LITTLE_ENDIAN);
    int from = FILE_HEADER + INFO_HEADER;
    out.put(0, file, 0, from);
    out.putInt(10, file.getInt(10) - excess).putInt(FILE_HEADER, INFO_HEADER);
    out.put(from, file, from + excess, out.limit() - from);
    return out.array();
  }

  private static boolean hasRuns(ByteBuffer head) {
    int compression = head.getInt(30);
    int bits = head.getShort(28);
    boolean runs = (compression == 1 && bits == 8) || (compression == 2 && bits == 4);
    long width = head.getInt(18);
    long height = head.getInt(22);
    // Other sizes are left to the reader, which rejects them.
    return runs
        && head.getInt(FILE_HEADER) >= INFO_HEADER
        && width > 0
        && height > 0
        && width * height <= MAX_PIXELS;
  }

  private static byte[] readAll(ImageInputStream in, String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    int count = in.read(buffer);
    while (count > 0) {
      out.write(buffer, 0, count);
      if (out.size() > MAX_BYTES) {
        throw new KamclException(ImageError.DAMAGED, name);
      }
      count = in.read(buffer);
    }
    return out.toByteArray();
  }

  /** A bitmap of the same pixels with eight bits each. */
  private byte[] decode() {
    int at = file.getInt(10);
    int x = 0;
    int y = 0;
    while (y < height) {
      int first = file.get(at++) & 0xff;
      int second = file.get(at++) & 0xff;
      if (first > 0) {
        for (int i = 0; i < first; i++) {
          put(x++, y, bits == 8 ? second : i % 2 == 0 ? second >> 4 : second & 15);
        }
      } else if (second == END_OF_ROW) {
        x = 0;
        y++;
      } else if (second == END_OF_BITMAP) {
        break;
      } else if (second == DELTA) {
        x += file.get(at++) & 0xff;
        y += file.get(at++) & 0xff;
      } else {
        for (int i = 0; i < second; i++) {
          int b = file.get(at + i * bits / 8) & 0xff;
          put(x++, y, bits == 8 ? b : i % 2 == 0 ? b >> 4 : b & 15);
        }
        // Absolute runs take a multiple of two bytes.
        at += (second * bits + 15) / 16 * 2;
      }
      if (y == height - 1 && x >= width && at + 2 > file.limit()) {
        break;
      }
    }
    writeHeader();
    return bitmap;
  }

  private void put(int x, int y, int index) {
    if (x < width && y < height) {
      bitmap[FIRST_PIXEL + y * rowBytes + x] = (byte) index;
    }
  }

  private void writeHeader() {
    ByteBuffer out = ByteBuffer.wrap(bitmap).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(bitmap.length).putInt(0).putInt(FIRST_PIXEL);
    out.putInt(INFO_HEADER).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
    out.putInt(0).putInt(bitmap.length - FIRST_PIXEL);
    out.putInt(0).putInt(0).putInt(MAX_COLORS).putInt(0);
    int palette = FILE_HEADER + file.getInt(FILE_HEADER);
    int colors = Math.max(0, Math.min(MAX_COLORS, (file.getInt(10) - palette) / 4));
    for (int i = 0; i < colors; i++) {
      out.putInt(file.getInt(palette + 4 * i));
    }
  }
}
