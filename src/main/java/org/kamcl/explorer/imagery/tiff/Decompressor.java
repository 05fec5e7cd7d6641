package org.kamcl.explorer.imagery.tiff;

import com.twelvemonkeys.io.enc.DecoderStream;
import com.twelvemonkeys.io.enc.PackBitsDecoder;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.kamcl.error.KamclException;
import org.tukaani.xz.XZInputStream;

/**
 * Decodes the compressions of TIFF that work on bytes, whatever these mean: LZW, deflate, PackBits,
 * LZMA and ZSTD.
 */
final class Decompressor {
  static final int NONE = 1;
  static final int LZW = 5;
  static final int DEFLATE = 8;
  static final int PACK_BITS = 32_773;
  static final int OLD_DEFLATE = 32_946;
  static final int LZMA = 34_925;
  static final int ZSTD = 50_000;

  private static final int BUFFER_BYTES = 8192;

  /** Limit of the memory that an LZMA stream may request, in KiB. */
  private static final int MAX_LZMA_KIB = 256 << 10;

  private Decompressor() {}

  /** Whether a compression is one of these. */
  static boolean supports(int compression) {
    return switch (compression) {
      case NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS, LZMA, ZSTD -> true;
      default -> false;
    };
  }

  /** Whether a predictor may be applied before the compression. */
  static boolean allowsPredictor(int compression) {
    return supports(compression) && compression != NONE && compression != PACK_BITS;
  }

  /**
   * Decodes a chunk.
   *
   * @param expected bytes of the chunk when it is decoded; further bytes are ignored
   * @param needed bytes that it has at least; what is missing of the others is zero
   * @return {@code expected} bytes
   * @throws KamclException if the data are damaged or end too early
   */
  static byte[] decompress(int compression, byte[] packed, int expected, int needed)
      throws IOException {
    if (compression == NONE) {
      if (packed.length < needed) {
        throw new KamclException(TiffError.CHUNK_TRUNCATED);
      }
      return packed.length == expected ? packed : Arrays.copyOf(packed, expected);
    }
    try (InputStream in = stream(compression, new ByteArrayInputStream(packed))) {
      byte[] out = new byte[expected];
      if (fill(in, out, expected, needed) < needed) {
        throw new KamclException(TiffError.CHUNK_TRUNCATED);
      }
      return out;
    }
  }

  /** Decodes a stream. */
  static InputStream stream(int compression, InputStream packed) throws IOException {
    return switch (compression) {
      case NONE -> packed;
      case LZW -> new LzwInputStream(packed);
      case PACK_BITS -> new DecoderStream(packed, new PackBitsDecoder(), BUFFER_BYTES);
      case ZSTD -> new ZstdInputStream(packed);
      case LZMA -> new XZInputStream(packed, MAX_LZMA_KIB);
      default -> new InflaterInputStream(packed);
    };
  }

  /**
   * Reads a stream into an array until either ends.
   *
   * @param needed number of bytes after which damage does not matter
   * @return number of bytes read
   * @throws KamclException if the stream is damaged
   */
  static int fill(InputStream in, byte[] out, int length, int needed) {
    int size = 0;
    try {
      size = read(in, out, 0, needed);
    } catch (IOException | MalformedInputException | IndexOutOfBoundsException e) {
      throw new KamclException(e, TiffError.CHUNK_CORRUPT);
    }
    if (size < needed) {
      return size;
    }
    try {
      return read(in, out, needed, length);
    } catch (IOException | KamclException | MalformedInputException | IndexOutOfBoundsException e) {
      return needed;
    }
  }

  /** Reads until an array is filled up to {@code to} or the stream ends; returns where it ends. */
  private static int read(InputStream in, byte[] out, int from, int to) throws IOException {
    int size = from;
    while (size < to) {
      int count = in.read(out, size, to - size);
      if (count < 0) {
        break;
      }
      size += count;
    }
    return size;
  }
}
