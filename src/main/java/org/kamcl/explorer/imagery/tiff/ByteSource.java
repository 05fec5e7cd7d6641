package org.kamcl.explorer.imagery.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Random access to bytes: a file, or a block within one. */
public interface ByteSource {
  /** Number of bytes. */
  long size() throws IOException;

  /**
   * Reads bytes into a part of an array.
   *
   * @throws EOFException if the source ends before {@code at + length}
   */
  void read(long at, byte[] into, int from, int length) throws IOException;

  /** A number of bytes from a position. */
  default byte[] bytes(long at, int length) throws IOException {
    if (at < 0 || length < 0 || at > size() - length) {
      throw new EOFException();
    }
    byte[] bytes = new byte[length];
    read(at, bytes, 0, length);
    return bytes;
  }

  /** The bytes of a file, which stays open as long as the source is used. */
  static ByteSource of(FileChannel file) {
    return new ByteSource() {
      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public void read(long at, byte[] into, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
        long position = at;
        while (buffer.hasRemaining()) {
          int count = file.read(buffer, position);
          if (count < 0) {
            throw new EOFException();
          }
          position += count;
        }
      }
    };
  }

  /** The bytes of an array, which must not change. */
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long at, byte[] into, int from, int length) throws IOException {
        if (at < 0 || at > bytes.length - length) {
          throw new EOFException();
        }
        System.arraycopy(bytes, (int) at, into, from, length);
      }
    };
  }
}
