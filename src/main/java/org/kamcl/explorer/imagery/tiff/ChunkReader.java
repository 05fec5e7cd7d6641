package org.kamcl.explorer.imagery.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import org.kamcl.error.KamclException;

/** Decodes the chunks of one image: bytes in the order of the file, predictors undone. */
final class ChunkReader {
  /** A chunk that is larger when decoded is not held in memory. */
  static final long MAX_BYTES = 96L << 20;

  private static final int MAX_ENCODED_BYTES = 512 << 20;

  private final ByteSource source;
  private final ByteOrder order;
  private final TiffLayout layout;
  private final ImageChunkDecoder coded;
  private final boolean lsbFirst;

  ChunkReader(ByteSource source, ByteOrder order, TiffDirectory tags, TiffLayout layout) {
    this.source = source;
    this.order = order;
    this.layout = layout;
    this.coded = new ImageChunkDecoder(tags, layout);
    boolean fax = layout.compression() >= 2 && layout.compression() <= 4;
    this.lsbFirst = !fax && tags.integer(TiffTag.FILL_ORDER, 1) == 2;
  }

  /**
   * Checks that an image can be decoded.
   *
   * @throws KamclException if its compression is not supported
   */
  static void check(TiffLayout layout) {
    int compression = layout.compression();
    if (!Decompressor.supports(compression) && !ImageChunkDecoder.supports(compression)) {
      String name = name(compression);
      throw name.isEmpty()
          ? new KamclException(TiffError.COMPRESSION_UNKNOWN, compression)
          : new KamclException(TiffError.COMPRESSION_UNSUPPORTED, name);
    }
    if (layout.photometric() == TiffLayout.YCBCR
        && compression != ImageChunkDecoder.JPEG
        && compression != ImageChunkDecoder.WEBP) {
      throw new KamclException(TiffError.YCBCR_UNSUPPORTED);
    }
  }

  private static String name(int compression) {
    return switch (compression) {
      case 6 -> "old-style JPEG";
      case 9, 10, 34_661 -> "JBIG";
      case 32_766 -> "NeXT";
      case 32_809 -> "ThunderScan";
      case 34_676, 34_677 -> "SGI Log";
      case 34_712, 33_003, 33_004, 33_005 -> "JPEG 2000";
      case 34_887 -> "LERC";
      case 50_002, 52_546 -> "JPEG XL";
      case 34_892 -> "lossy JPEG (DNG)";
      default -> "";
    };
  }

  /**
   * Reads a whole chunk.
   *
   * @throws KamclException if it is damaged, truncated or too large
   */
  byte[] read(int chunk) throws IOException {
    long expected = layout.storedBytes(chunk);
    if (expected > MAX_BYTES) {
      throw new KamclException(TiffError.CHUNK_TOO_LARGE, expected >> 20);
    }
    byte[] encoded = encoded(chunk);
    byte[] bytes;
    if (Decompressor.supports(layout.compression())) {
      if (lsbFirst) {
        reverseBits(encoded);
      }
      bytes = Decompressor.decompress(layout.compression(), encoded, (int) expected);
    } else {
      bytes = coded.decode(encoded, layout.chunkRows(chunk));
    }
    if (bytes.length < expected) {
      throw new KamclException(TiffError.CHUNK_TRUNCATED);
    }
    Predictor.undo(layout, bytes, layout.chunkRows(chunk), order);
    return bytes;
  }

  private byte[] encoded(int chunk) throws IOException {
    long length = layout.counts()[chunk];
    if (layout.compression() == Decompressor.NONE) {
      length = Math.min(length, layout.storedBytes(chunk));
    }
    if (length < 0 || length > MAX_ENCODED_BYTES) {
      throw new KamclException(TiffError.CHUNK_LENGTH_INVALID, length);
    }
    try {
      return source.bytes(layout.offsets()[chunk], (int) length);
    } catch (EOFException e) {
      throw new KamclException(e, TiffError.PIXELS_TRUNCATED);
    }
  }

  /**
   * Reads a part of a row of an uncompressed chunk.
   *
   * @param row within the chunk
   * @param from first byte within the row
   * @param length number of bytes
   */
  byte[] readPart(int chunk, int row, int from, int length) throws IOException {
    try {
      byte[] bytes = source.bytes(layout.offsets()[chunk] + row * layout.rowBytes() + from, length);
      if (lsbFirst) {
        reverseBits(bytes);
      }
      return bytes;
    } catch (EOFException e) {
      throw new KamclException(e, TiffError.PIXELS_TRUNCATED);
    }
  }

  private static void reverseBits(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Integer.reverse(bytes[i] & 0xff) >>> 24);
    }
  }
}
