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
   * @return fewer bytes if the data end before
   * @throws KamclException if the data are damaged
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
   * @return number of bytes read
   * @throws KamclException if the stream is damaged
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
      throw new KamclException(e, TiffError.CHUNK_CORRUPT);
    }
    return size;
  }
}
