package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.io.InputStream;
import org.kamcl.error.KamclException;

/**
 * Decodes the LZW variant of TIFF (TIFF 6.0, section 13), also with the bit order of TIFF 5.0. Our
 * own because no library offers both as a stream; see docs/decisions/0011-tiff-codecs.md.
 */
final class LzwInputStream extends InputStream {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int MOST = 4096;
  private static final int WIDEST = 12;

  private final InputStream in;
  private final byte[] input = new byte[8192];
  private final int[] prefix = new int[MOST];
  private final byte[] suffix = new byte[MOST];
  private final int[] length = new int[MOST];
  private final byte[] string = new byte[MOST + 1];
  private boolean lsbFirst;
  private boolean begun;
  private int at;
  private int filled;
  private long bits;
  private int held;
  private int next = FIRST;
  private int width = 9;
  private int previous = -1;
  private int given;
  private int ready;
  private boolean ended;

  LzwInputStream(InputStream in) {
    this.in = in;
    for (int i = 0; i < CLEAR; i++) {
      suffix[i] = (byte) i;
      length[i] = 1;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int wanted) throws IOException {
    int size = 0;
    while (size < wanted) {
      if (given == ready && !advance()) {
        return size == 0 ? -1 : size;
      }
      int count = Math.min(wanted - size, ready - given);
      System.arraycopy(string, given, out, from + size, count);
      given += count;
      size += count;
    }
    return size;
  }

  /** Decodes the next string; false at the end. */
  private boolean advance() throws IOException {
    while (!ended) {
      int code = code();
      if (code < 0 || code == END) {
        ended = true;
      } else if (code == CLEAR) {
        next = FIRST;
        width = 9;
        previous = -1;
      } else {
        take(code);
        return true;
      }
    }
    return false;
  }

  private void take(int code) {
    if (code >= FIRST && (previous < 0 || code > next || code >= MOST)) {
      throw new KamclException(TiffError.CHUNK_CORRUPT);
    }
    if (previous >= 0 && next < MOST) {
      prefix[next] = previous;
      length[next] = length[previous] + 1;
      suffix[next] = first(code == next ? previous : code);
      next++;
    } else if (code >= next && code >= FIRST) {
      throw new KamclException(TiffError.CHUNK_CORRUPT);
    }
    given = 0;
    ready = length[code];
    int c = code;
    for (int i = ready - 1; i >= 0; i--) {
      string[i] = suffix[c];
      c = prefix[c];
    }
    previous = code;
    // TIFF 6.0 widens the codes one entry early, TIFF 5.0 does not.
    if (next + (lsbFirst ? 0 : 1) >= 1 << width && width < WIDEST) {
      width++;
    }
  }

  private byte first(int code) {
    int c = code;
    while (c >= FIRST) {
      c = prefix[c];
    }
    return (byte) c;
  }

  private int code() throws IOException {
    while (held < width) {
      if (at == filled) {
        filled = Math.max(0, in.readNBytes(input, 0, input.length));
        at = 0;
        if (filled == 0) {
          return -1;
        }
        if (!begun) {
          begun = true;
          // The first code is CLEAR in nine bits; with the low bits first it begins with a zero
          // byte.
          lsbFirst = filled > 1 && input[0] == 0 && (input[1] & 1) == 1;
        }
      }
      long b = input[at++] & 0xff;
      bits = lsbFirst ? bits | b << held : bits << 8 | b;
      held += 8;
    }
    held -= width;
    int mask = (1 << width) - 1;
    if (lsbFirst) {
      int code = (int) (bits & mask);
      bits >>>= width;
      return code;
    }
    int code = (int) (bits >>> held) & mask;
    bits &= (1L << held) - 1;
    return code;
  }
}
