package org.kamcl.engine.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds TIFF directories that claim more values than the file has bytes, for which the Java runtime
 * would allocate the memory before it looks.
 */
final class TiffGuard {
  private static final int MAGIC = 42;
  private static final int ENTRY = 12;
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private TiffGuard() {}

  /**
   * Whether the first directory of a TIFF file claims values that the file cannot hold.
   *
   * @param in left at its start; of any format
   */
  static boolean isImpossible(ImageInputStream in) throws IOException {
    try {
      byte[] head = new byte[8];
      in.readFully(head);
      boolean little = head[0] == 'I' && head[1] == 'I';
      if (!little && !(head[0] == 'M' && head[1] == 'M')) {
        return false;
      }
      ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      ByteBuffer header = ByteBuffer.wrap(head).order(order);
      long length = in.length();
      if (header.getShort(2) != MAGIC || length < 0) {
        return false;
      }
      in.seek(header.getInt(4) & 0xffff_ffffL);
      byte[] count = new byte[2];
      in.readFully(count);
      byte[] entries = new byte[(ByteBuffer.wrap(count).order(order).getShort() & 0xffff) * ENTRY];
      in.readFully(entries);
      ByteBuffer directory = ByteBuffer.wrap(entries).order(order);
      for (int at = 0; at < entries.length; at += ENTRY) {
        int type = directory.getShort(at + 2) & 0xffff;
        long values = directory.getInt(at + 4) & 0xffff_ffffL;
        if (type < SIZES.length && values * SIZES[type] > length) {
          return true;
        }
      }
      return false;
    } catch (EOFException e) {
      // The reader reports the truncation.
      return false;
    } finally {
      in.seek(0);
    }
  }
}
