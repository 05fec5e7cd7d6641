package org.kamcl.explorer.index;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Rows of bytes of one length, packed without their zeros: a million small arrays would be a
 * burden, and an image shows few of the concepts. Belongs to one thread until {@link #list} is
 * called.
 */
final class ConceptRows {
  /** Rows of a chunk. */
  private static final int CHUNK = 1024;

  private final List<Chunk> chunks = new ArrayList<>();
  private final int[] ends = new int[CHUNK];

  /** Of the chunk that is being filled. */
  private byte[] bytes = {};

  private int rows;
  private int width;
  private int size;

  /** Begins with the rows of another one. */
  ConceptRows(List<byte[]> start) {
    if (start instanceof Packed packed && packed.size > 0) {
      int full = packed.size / CHUNK;
      chunks.addAll(packed.chunks.subList(0, full));
      width = packed.width;
      bytes = new byte[CHUNK * (maskBytes(width) + width)];
      size = full * CHUNK;
      packed.subList(size, packed.size).forEach(this::add);
    } else {
      start.forEach(this::add);
    }
  }

  /**
   * Rows one after the other. A row begins with a bit for each of its values, which is set if the
   * value is not zero; those values follow.
   *
   * @param ends where each row ends
   */
  private record Chunk(byte[] bytes, int[] ends) {
    byte[] row(int index, int width) {
      byte[] row = new byte[width];
      int at = index == 0 ? 0 : ends[index - 1];
      int value = at + maskBytes(width);
      for (int from = 0; from < width; from += Byte.SIZE) {
        int mask = bytes[at++] & 0xff;
        while (mask != 0) {
          row[from + Integer.numberOfTrailingZeros(mask)] = bytes[value++];
          mask &= mask - 1;
        }
      }
      return row;
    }
  }

  private static int maskBytes(int width) {
    return (width + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * Adds a copy of a row.
   *
   * @throws IllegalArgumentException if it has another length
   */
  void add(byte[] row) {
    if (size == 0) {
      width = row.length;
      bytes = new byte[CHUNK * (maskBytes(width) + width)];
    } else if (row.length != width) {
      throw new IllegalArgumentException("A row has " + row.length + " bytes, not " + width + ".");
    }
    int mask = rows == 0 ? 0 : ends[rows - 1];
    int value = mask + maskBytes(width);
    Arrays.fill(bytes, mask, value, (byte) 0);
    for (int i = 0; i < width; i++) {
      if (row[i] != 0) {
        bytes[mask + i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
        bytes[value++] = row[i];
      }
    }
    ends[rows++] = value;
    size++;
    if (rows == CHUNK) {
      chunks.add(unfinished());
      rows = 0;
    }
  }

  private Chunk unfinished() {
    return new Chunk(
        Arrays.copyOf(bytes, rows == 0 ? 0 : ends[rows - 1]), Arrays.copyOf(ends, rows));
  }

  /** What was added; copies of rows. */
  List<byte[]> list() {
    List<Chunk> all = new ArrayList<>(chunks);
    if (rows > 0) {
      all.add(unfinished());
    }
    return new Packed(List.copyOf(all), width, size);
  }

  private static final class Packed extends AbstractList<byte[]> implements RandomAccess {
    private final List<Chunk> chunks;
    private final int width;
    private final int size;

    Packed(List<Chunk> chunks, int width, int size) {
      this.chunks = chunks;
      this.width = width;
      this.size = size;
    }

    @Override
    public byte[] get(int index) {
      return chunks.get(index / CHUNK).row(index % CHUNK, width);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
