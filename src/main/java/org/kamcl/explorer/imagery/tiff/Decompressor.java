package org.kamcl.explorer.imagery.tiff;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions of TIFF that give back bytes, whatever these mean. */
final class Decompressor {
  static final int NONE = 1;
  static final int LZW = 5;
  static final int DEFLATE = 8;
  static final int PACK_BITS = 32_773;
  static final int OLD_DEFLATE = 32_946;
  static final int LZMA = 34_925;
  static final int ZSTD = 50_000;

  /** Memory that an LZMA stream may ask for, KiB. */
  private static final int MOST_LZMA_KIB = 256 << 10;

  private Decompressor() {}

  /** Whether a compression is one of these. */
  static boolean supports(int compression) {
    return switch (compression) {
      case NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS, LZMA, ZSTD -> true;
      default -> false;
    };
  }

  /** Whether a predictor may come before the compression. */
  static boolean allowsPredictor(int compression) {
    return supports(compression) && compression != NONE && compression != PACK_BITS;
  }

  /**
   * Unpacks a chunk.
   *
   * @param expected bytes of the chunk; what follows is left out
   * @return fewer bytes where the data end before
   * @throws RasterException if they are damaged
   */
  static byte[] decompress(int compression, byte[] packed, int expected) throws IOException {
    if (compression == NONE) {
      return packed.length <= expected ? packed : Arrays.copyOf(packed, expected);
    }
    try (InputStream in = stream(compression, new ByteArrayInputStream(packed))) {
      byte[] out = new byte[expected];
      int size = fill(in, out, expected);
      return size == expected ? out : Arrays.copyOf(out, size);
    }
  }

  /** The unpacked bytes of a stream of packed ones. */
  static InputStream stream(int compression, InputStream packed) throws IOException {
    return switch (compression) {
      case NONE -> packed;
      case LZW -> new LzwInputStream(packed);
      case PACK_BITS -> new PackBitsInputStream(packed);
      case ZSTD -> new ZstdInputStream(packed);
      case LZMA -> new XZInputStream(packed, MOST_LZMA_KIB);
      default -> new InflaterInputStream(packed);
    };
  }

  /**
   * Fills an array as far as the stream goes.
   *
   * @return the number of bytes
   * @throws RasterException if the stream is damaged
   */
  static int fill(InputStream in, byte[] out, int length) throws IOException {
    int size = 0;
    try {
      while (size < length) {
        int count = in.read(out, size, length - size);
        if (count < 0) {
          break;
        }
        size += count;
      }
    } catch (IOException | MalformedInputException | IndexOutOfBoundsException e) {
      throw e instanceof RasterException known
          ? known
          : new RasterException("is damaged (its compressed data make no sense)", e);
    }
    return size;
  }
}
