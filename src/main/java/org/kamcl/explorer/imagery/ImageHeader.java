package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.RasterException;

/**
 * What a JPEG or PNG file says of its samples.
 *
 * @param bands samples of a pixel
 * @param bits of a sample
 * @param palette whether samples are numbers of colours
 * @param rare whether only rare readers know this kind of JPEG
 * @param exif what the camera wrote
 */
record ImageHeader(int bands, int bits, boolean palette, boolean rare, ExifData exif) {
  private static final int MARKER = 0xff;
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;
  private static final int APP_1 = 0xe1;
  private static final int LOSSLESS = 0xc3;
  private static final long MOST_STEPS = 100_000;

  /**
   * Reads a header.
   *
   * @throws IOException if there is none
   */
  static ImageHeader read(Path file, RasterFormat kind) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteSource source = ByteSource.of(channel);
      return switch (kind) {
        case JPEG -> jpeg(source);
        case PNG -> png(source);
        case BMP -> bmp(source);
        case GIF -> new ImageHeader(1, 8, true, false, ExifData.EMPTY);
        default -> new ImageHeader(3, 8, false, false, ExifData.EMPTY);
      };
    }
  }

  private static ImageHeader jpeg(ByteSource source) throws IOException {
    long at = 2;
    ExifData exifData = ExifData.EMPTY;
    for (int step = 0; step < MOST_STEPS && at < source.size() - 4; step++) {
      ByteBuffer head = ByteBuffer.wrap(source.bytes(at, 4));
      if ((head.get(0) & MARKER) != MARKER || (head.get(1) & MARKER) == MARKER) {
        at++;
        continue;
      }
      int marker = head.get(1) & MARKER;
      if (marker == START_OF_SCAN || marker == END) {
        break;
      }
      boolean alone = marker <= 1 || (marker >= 0xd0 && marker <= 0xd8);
      if (alone) {
        at += 2;
        continue;
      }
      int length = head.getShort(2) & 0xffff;
      if (marker == APP_1 && length > 8 && exifData.equals(ExifData.EMPTY)) {
        exifData = exif(source, at + 4, length - 2);
      }
      boolean frame = marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
      if (frame && length >= 8) {
        byte[] body = source.bytes(at + 4, 6);
        boolean unusual = marker >= LOSSLESS || body[0] != 8;
        // Inks are seen as red, green and blue.
        int bands = body[5] == 4 ? 3 : body[5] & 0xff;
        return new ImageHeader(bands, body[0] & 0xff, false, unusual, exifData);
      }
      at += 2 + Math.max(2, length);
    }
    throw new RasterException("is damaged (it holds no picture): replace the file");
  }

  private static ExifData exif(ByteSource source, long at, int length) {
    try {
      byte[] body = source.bytes(at, (int) Math.min(length, source.size() - at));
      String magic = new String(body, 0, Math.min(6, body.length), StandardCharsets.ISO_8859_1);
      return magic.equals("Exif\0\0") || magic.equals("Exif\0\u00ff")
          ? ExifData.of(java.util.Arrays.copyOfRange(body, 6, body.length))
          : ExifData.EMPTY;
    } catch (IOException e) {
      return ExifData.EMPTY;
    }
  }

  private static ImageHeader png(ByteSource source) throws IOException {
    byte[] head = source.bytes(16, 10);
    int colour = head[9];
    int bands =
        switch (colour) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    ExifData exifData = ExifData.EMPTY;
    long at = 8;
    for (int step = 0; step < MOST_STEPS && at <= source.size() - 8; step++) {
      ByteBuffer chunk = ByteBuffer.wrap(source.bytes(at, 8));
      long length = chunk.getInt(0) & 0xffff_ffffL;
      if (chunk.getInt(4) == 0x65584966 && length < 1 << 20 && at + 8 + length <= source.size()) {
        exifData = ExifData.of(source.bytes(at + 8, (int) length));
        break;
      }
      at += 12 + length;
    }
    return new ImageHeader(bands, head[8], colour == 3, false, exifData);
  }

  private static ImageHeader bmp(ByteSource source) throws IOException {
    byte[] head = source.bytes(0, 30);
    int bits = head[28] & 0xff;
    return new ImageHeader(bits <= 8 ? 1 : bits == 32 ? 4 : 3, 8, bits <= 8, false, ExifData.EMPTY);
  }
}
