package org.kamcl.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The header of NumPy's .npy format 1.0 for float32 matrices, little-endian, in C order. */
public final class NpyHeader {
  /** Length in bytes, whatever the number of rows; a multiple of 64, as the format requires. */
  public static final int LENGTH = 128;

  private NpyHeader() {}

  /** The bytes before the values. */
  public static byte[] of(long rows, int columns) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
    byte[] header = new byte[LENGTH];
    Arrays.fill(header, (byte) ' ');
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) (LENGTH - 10), 0};
    System.arraycopy(magic, 0, header, 0, magic.length);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, header, magic.length, ascii.length);
    header[LENGTH - 1] = '\n';
    return header;
  }
}
