package org.kamcl.explorer.imagery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStreamImpl;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/**
 * The code stream of a JPEG 2000 file behind a minimal set of boxes: the reader fails on boxes with
 * eight-byte lengths and on some metadata, which it does not need for the pixels.
 */
final class Jp2ImageInputStream extends ImageInputStreamImpl {
  private static final int SRGB = 16;
  private static final int GRAYSCALE = 17;
  private static final int MARKER = 0xff;

  private final ByteSource source;
  private final byte[] head;
  private final long from;
  private final long end;
  private boolean readsPixels;
  private long marker = -2;

  /**
   * @param source of the file, open as long as the stream
   * @param header of the file
   */
  Jp2ImageInputStream(ByteSource source, Jp2Header header) throws IOException {
    this.source = source;
    this.from = header.codestream();
    this.end = Math.min(source.size(), header.end());
    this.head = head(header);
  }

  private static byte[] head(Jp2Header header) {
    byte[] inner = header.palette().length > 0 ? header.palette() : plain(header);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(box("jP  ", new byte[] {0x0d, 0x0a, (byte) 0x87, 0x0a}));
    out.writeBytes(box("ftyp", "jp2 \0\0\0\0jp2 ".getBytes(StandardCharsets.ISO_8859_1)));
    out.writeBytes(box("jp2h", inner));
    // A box of length 0 extends to the end of the file.
    out.writeBytes(ByteBuffer.allocate(8).putInt(0).putInt(0x6a703263).array());
    return out.toByteArray();
  }

  private static byte[] plain(Jp2Header header) {
    ByteBuffer ihdr = ByteBuffer.allocate(14);
    ihdr.putInt(header.height()).putInt(header.width()).putShort((short) header.bands());
    ihdr.put((byte) (header.bits() - 1 | (header.signed() ? 0x80 : 0)));
    ihdr.put((byte) 7).put((byte) 0).put((byte) 0);
    ByteBuffer colr = ByteBuffer.allocate(7).put((byte) 1).put((byte) 0).put((byte) 0);
    colr.putInt(header.bands() >= 3 ? SRGB : GRAYSCALE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(box("ihdr", ihdr.array()));
    out.writeBytes(box("colr", colr.array()));
    return out.toByteArray();
  }

  private static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(body)
        .array();
  }

  @Override
  public int read() throws IOException {
    long at = streamPos;
    byte[] one = new byte[1];
    int value = read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    if (value == MARKER && readsPixels) {
      // Packet headers never contain two of them in a row; the reader would stay there forever.
      if (marker == at - 1) {
        throw new KamclException(RasterError.JP2_DAMAGED);
      }
      marker = at;
    }
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    checkClosed();
    bitOffset = 0;
    int length;
    if (streamPos < head.length) {
      length = (int) Math.min(wanted, head.length - streamPos);
      System.arraycopy(head, (int) streamPos, into, offset, length);
    } else {
      long at = from + streamPos - head.length;
      length = (int) Math.min(wanted, end - at);
      if (length <= 0 && wanted > 0 && readsPixels) {
        throw new KamclException(RasterError.PIXELS_TRUNCATED);
      }
      if (length <= 0) {
        return wanted == 0 ? 0 : -1;
      }
      source.read(at, into, offset, length);
    }
    streamPos += length;
    return length;
  }

  /** The reader marks the start, reads the headers, resets, and then reads pixels. */
  @Override
  public void reset() throws IOException {
    super.reset();
    // An EOFException from here on would make the reader print it.
    readsPixels = true;
  }

  @Override
  public long length() {
    return head.length + end - from;
  }
}
