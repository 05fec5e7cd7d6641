package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/**
 * Checks that the frames of a WebP file fit into its canvas. The reader decodes a damaged frame of
 * any size that its own header claims.
 */
final class WebpFrames {
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int MAX_CHUNKS = 10_000;
  private static final int SIDE_MASK = 0x3fff;
  private static final int LOSSLESS_SIGNATURE = 0x2f;

  private final ByteSource source;
  private long canvasWidth = Long.MAX_VALUE;
  private long canvasHeight = Long.MAX_VALUE;
  private int seen;

  private WebpFrames(ByteSource source) {
    this.source = source;
  }

  /**
   * Checks a file.
   *
   * @throws KamclException if a frame is larger than the canvas
   */
  static void check(ByteSource source) throws IOException {
    new WebpFrames(source).walk(12, source.size());
  }

  private void walk(long from, long to) throws IOException {
    long at = from;
    while (at <= to - CHUNK_HEADER && seen++ < MAX_CHUNKS) {
      byte[] head = source.bytes(at, CHUNK_HEADER);
      String type = new String(head, 0, 4, StandardCharsets.ISO_8859_1);
      long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffff_ffffL;
      long body = at + CHUNK_HEADER;
      switch (type) {
        case "VP8X" -> {
          if (body <= to - 10) {
            ByteBuffer sides = bytes(body + 4, 6);
            canvasWidth = 1L + side24(sides, 0);
            canvasHeight = 1L + side24(sides, 3);
          }
        }
        case "VP8 " -> {
          if (body <= to - 10) {
            ByteBuffer sides = bytes(body + 6, 4);
            fit(sides.getShort(0) & SIDE_MASK, sides.getShort(2) & SIDE_MASK);
          }
        }
        case "VP8L" -> {
          if (body <= to - 5 && source.bytes(body, 1)[0] == LOSSLESS_SIGNATURE) {
            int sides = bytes(body + 1, 4).getInt(0);
            fit(1 + (sides & SIDE_MASK), 1 + (sides >>> 14 & SIDE_MASK));
          }
        }
        case "ANMF" -> walk(body + FRAME_HEADER, Math.min(to, body + length));
        default -> {
          // Other chunks hold no pixels.
        }
      }
      at = body + length + length % 2;
    }
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    return ByteBuffer.wrap(source.bytes(at, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int side24(ByteBuffer bytes, int at) {
    int low = bytes.getShort(at) & 0xffff;
    return ((bytes.get(at + 2) & 0xff) << 16) | low;
  }

  private void fit(int width, int height) {
    if (width > canvasWidth || height > canvasHeight) {
      throw new KamclException(RasterError.NOT_DECODABLE);
    }
  }
}
