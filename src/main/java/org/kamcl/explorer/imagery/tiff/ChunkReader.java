package org.kamcl.explorer.imagery.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
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
  private final Optional<SubsampledChunk> subsampled;
  private final boolean lsbFirst;

  ChunkReader(ByteSource source, ByteOrder order, TiffDirectory tags, TiffLayout layout) {
    this.source = source;
    this.order = order;
    this.layout = layout;
    this.coded = new ImageChunkDecoder(tags, layout);
    this.subsampled = SubsampledChunk.of(tags, layout);
    boolean fax = layout.compression() >= 2 && layout.compression() <= 4;
    this.lsbFirst = !fax && tags.integer(TiffTag.FILL_ORDER, 1) == 2;
  }

  /**
   * Checks that an image can be decoded.
   *
   * @throws KamclException if its compression or its arrangement of samples is not supported
   */
  static void check(TiffDirectory tags, TiffLayout layout) {
    int compression = layout.compression();
    if (!Decompressor.supports(compression) && !ImageChunkDecoder.supports(compression)) {
      String name = name(compression);
      throw name.isEmpty()
          ? new KamclException(TiffError.COMPRESSION_UNKNOWN, compression)
          : new KamclException(TiffError.COMPRESSION_UNSUPPORTED, name);
    }
    if (compression == ImageChunkDecoder.JPEG && layout.type().bits() != Byte.SIZE) {
      throw new KamclException(TiffError.JPEG_DEPTH_UNSUPPORTED, layout.type().bits());
    }
    if (layout.photometric() == TiffLayout.YCBCR && Decompressor.supports(compression)) {
      SubsampledChunk.check(tags, layout);
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
    if (!Decompressor.supports(layout.compression())) {
      return coded.decode(encoded, layout.chunkRows(chunk), layout.visibleRows(chunk));
    }
    if (lsbFirst) {
      reverseBits(encoded);
    }
    if (subsampled.isPresent()) {
      SubsampledChunk units = subsampled.get();
      int rows = layout.chunkRows(chunk);
      return units.unpack(
          Decompressor.decompress(
              layout.compression(),
              encoded,
              units.storedBytes(rows),
              units.storedBytes(layout.visibleRows(chunk))),
          rows);
    }
    byte[] bytes =
        Decompressor.decompress(
            layout.compression(), encoded, (int) expected, (int) neededBytes(chunk));
    Predictor.undo(layout, bytes, layout.chunkRows(chunk), order);
    return bytes;
  }

  /** Some writers end the last chunk with the last row of the image. */
  private long neededBytes(int chunk) {
    return layout.predictor() == Predictor.FLOATING_POINT
        ? layout.rowBytes() * layout.visibleRows(chunk)
        : layout.neededBytes(chunk);
  }

  private byte[] encoded(int chunk) throws IOException {
    long offset = layout.offsets()[chunk];
    long length = layout.counts()[chunk];
    if (layout.compression() == Decompressor.NONE) {
      length = Math.min(length, layout.storedBytes(chunk));
      long available = source.size() - offset;
      if (subsampled.isEmpty() && available >= neededBytes(chunk)) {
        length = Math.min(length, available);
      }
    }
    if (length < 0 || length > MAX_ENCODED_BYTES) {
      throw new KamclException(TiffError.CHUNK_LENGTH_INVALID, length);
    }
    try {
      return source.bytes(offset, (int) length);
    } catch (EOFException e) {
      throw new KamclException(e, TiffError.PIXELS_TRUNCATED);
    }
  }

  /** Whether a part of a row can be read from the file alone. */
  boolean readsParts() {
    return layout.compression() == Decompressor.NONE && subsampled.isEmpty();
  }

  /**
   * Reads a part of a row of an uncompressed chunk.
   *
   * @param row within the chunk
   * @param from first byte within the row
   * @param length number of bytes
   */
  byte[] readPart(int chunk, int row, long from, int length) throws IOException {
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
