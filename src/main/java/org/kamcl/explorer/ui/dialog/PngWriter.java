package org.kamcl.explorer.ui.dialog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.kamcl.file.OutputFiles;

/** Writes a PNG without AWT or ImageIO, which only {@code geo} and {@code imagery} may use. */
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int EIGHT_BITS = 8;
  private static final int RGB = 2;

  private PngWriter() {}

  /**
   * Writes an opaque RGB image, completely or not at all.
   *
   * @param argb row-major ARGB pixels; alpha is ignored
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, int width, int height, int[] argb) throws IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(rows)) {
      byte[] row = new byte[1 + 3 * width];
      for (int y = 0; y < height; y++) {
        // The first byte of a row is its filter type. 1 (Sub) stores the difference to the left
        // pixel.
        row[0] = 1;
        int left = 0;
        for (int x = 0; x < width; x++) {
          int pixel = argb[y * width + x];
          for (int shift = 16, at = 1 + 3 * x; shift >= 0; shift -= 8, at++) {
            row[at] = (byte) ((pixel >> shift) - (left >> shift));
          }
          left = pixel;
        }
        packed.write(row);
      }
    }
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(head);
    header.writeInt(width);
    header.writeInt(height);
    header.write(new byte[] {EIGHT_BITS, RGB, 0, 0, 0});
    OutputFiles.replace(
        file,
        stream -> {
          DataOutputStream out = new DataOutputStream(stream);
          out.write(SIGNATURE);
          chunk(out, "IHDR", head.toByteArray());
          chunk(out, "IDAT", rows.toByteArray());
          chunk(out, "IEND", new byte[0]);
          out.flush();
        });
  }

  private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(type);
    check.update(data);
    out.writeInt(data.length);
    out.write(type);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
