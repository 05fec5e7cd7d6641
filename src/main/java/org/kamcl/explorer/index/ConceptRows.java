package org.kamcl.explorer.index;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Rows of bytes of one length, packed: a million small arrays would be a burden. Belongs to one
 * thread until {@link #list} is called.
 */
final class ConceptRows {
  /** Rows of a chunk. */
  private static final int CHUNK = 1024;

  private final List<byte[]> chunks;
  private int width;
  private int size;

  /** Begins with the rows of another one. */
  ConceptRows(List<byte[]> start) {
    if (start instanceof Packed packed) {
      chunks = new ArrayList<>(packed.chunks);
      width = packed.width;
      size = packed.size;
      if (size % CHUNK != 0) {
        // The last chunk is appended to; readers of the old list must not see that.
        chunks.set(chunks.size() - 1, chunks.get(chunks.size() - 1).clone());
      }
    } else {
      chunks = new ArrayList<>();
      start.forEach(this::add);
    }
  }

  /**
   * @throws IllegalArgumentException if it has another length
   */
  void add(byte[] row) {
    if (size == 0) {
      width = row.length;
    } else if (row.length != width) {
      throw new IllegalArgumentException("A row has " + row.length + " bytes, not " + width + ".");
    }
    if (size % CHUNK == 0) {
      chunks.add(new byte[CHUNK * width]);
    }
    System.arraycopy(row, 0, chunks.get(size / CHUNK), size % CHUNK * width, width);
    size++;
  }

  /** What was added; copies of rows. */
  List<byte[]> list() {
    return new Packed(List.copyOf(chunks), width, size);
  }

  /** The rows up to its size are immutable. */
  private static final class Packed extends AbstractList<byte[]> implements RandomAccess {
    private final List<byte[]> chunks;
    private final int width;
    private final int size;

    Packed(List<byte[]> chunks, int width, int size) {
      this.chunks = chunks;
      this.width = width;
      this.size = size;
    }

    @Override
    public byte[] get(int index) {
      int from = index % CHUNK * width;
      return Arrays.copyOfRange(chunks.get(index / CHUNK), from, from + width);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
