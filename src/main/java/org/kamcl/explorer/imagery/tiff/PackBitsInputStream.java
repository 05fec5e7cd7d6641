package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Unpacks runs of equal and of unequal bytes. */
final class PackBitsInputStream extends InputStream {
  private final InputStream in;
  private final byte[] run = new byte[128];
  private int given;
  private int ready;

  PackBitsInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return given == ready && !advance() ? -1 : run[given++] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int wanted) throws IOException {
    int size = 0;
    while (size < wanted) {
      if (given == ready && !advance()) {
        return size == 0 ? -1 : size;
      }
      int count = Math.min(wanted - size, ready - given);
      System.arraycopy(run, given, out, from + size, count);
      given += count;
      size += count;
    }
    return size;
  }

  private boolean advance() throws IOException {
    int n = in.read();
    while (n == 128) {
      n = in.read();
    }
    if (n < 0) {
      return false;
    }
    given = 0;
    if (n < 128) {
      ready = in.readNBytes(run, 0, n + 1);
    } else {
      int value = in.read();
      ready = value < 0 ? 0 : 257 - n;
      Arrays.fill(run, 0, ready, (byte) value);
    }
    return ready > 0;
  }
}
