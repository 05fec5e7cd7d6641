package org.kamcl.explorer.imagery.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.error.KamclException;

/**
 * The directories of a TIFF or BigTIFF file of either byte order. Immutable: it holds no open file.
 *
 * @param order of the bytes
 * @param directories in the order of the file; sub-directories of the first one follow it
 * @param damage of further directories, if any
 */
public record TiffFile(
    ByteOrder order, List<TiffDirectory> directories, Optional<TiffError> damage) {
  /** Tag with the offsets of sub-directories. */
  public static final int SUB_DIRECTORIES = 330;

  private static final int MAX_DIRECTORIES = 512;
  private static final int MAX_ENTRIES = 4096;
  private static final long MAX_VALUES_PER_BYTE = 2;
  private static final long SMALL_VALUES = 1 << 16;
  private static final int CLASSIC = 42;
  private static final int BIG = 43;

  /** Whether the first bytes are those of a TIFF or BigTIFF file. */
  public static boolean isTiff(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    boolean little = head[0] == 'I' && head[1] == 'I' && head[3] == 0;
    boolean big = head[0] == 'M' && head[1] == 'M' && head[2] == 0;
    int magic = little ? head[2] : head[3];
    return (little || big) && (magic == CLASSIC || magic == BIG);
  }

  /**
   * Reads the directories.
   *
   * @throws KamclException if the first directory cannot be read
   */
  public static TiffFile parse(ByteSource source) throws IOException {
    return new Parser(source).parse();
  }

  /** The directory at an offset of a file, such as the EXIF directory. */
  public static TiffDirectory directoryAt(ByteSource source, long offset) throws IOException {
    Parser parser = new Parser(source);
    parser.header();
    return parser.directory(offset, new long[1]);
  }

  private static final class Parser {
    private final ByteSource source;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean big;

    /** Bytes of the values that were read. Values that overlap could be read without end. */
    private long valueBytes;

    Parser(ByteSource source) throws IOException {
      this.source = source;
      this.size = source.size();
    }

    private ByteBuffer buffer(long at, int length) throws IOException {
      return ByteBuffer.wrap(source.bytes(at, length)).order(order);
    }

    /** Reads the header and returns the offset of the first directory. */
    long header() throws IOException {
      byte[] head = source.bytes(0, 8);
      if (!isTiff(head)) {
        throw new KamclException(TiffError.NOT_TIFF);
      }
      order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      big = ByteBuffer.wrap(head).order(order).getShort(2) == BIG;
      return big ? buffer(8, 8).getLong() : buffer(4, 4).getInt() & 0xffff_ffffL;
    }

    TiffFile parse() throws IOException {
      List<TiffDirectory> directories = new ArrayList<>();
      Set<Long> seen = new HashSet<>();
      long[] next = new long[1];
      Optional<TiffError> damage = Optional.empty();
      try {
        next[0] = header();
        TiffDirectory first = directory(next[0], next);
        directories.add(first);
        damage = subDirectories(first, directories, seen);
      } catch (EOFException e) {
        throw new KamclException(e, TiffError.DIRECTORY_TRUNCATED);
      }
      while (next[0] != 0 && directories.size() < MAX_DIRECTORIES) {
        if (!seen.add(next[0])) {
          return new TiffFile(order, directories, Optional.of(TiffError.DIRECTORIES_CYCLIC));
        }
        try {
          directories.add(directory(next[0], next));
        } catch (IOException | KamclException e) {
          return new TiffFile(order, directories, Optional.of(TiffError.FURTHER_DIRECTORY_DAMAGED));
        }
      }
      return new TiffFile(order, directories, damage);
    }

    private Optional<TiffError> subDirectories(
        TiffDirectory first, List<TiffDirectory> directories, Set<Long> seen) {
      for (long at : first.integers(SUB_DIRECTORIES)) {
        if (directories.size() < MAX_DIRECTORIES && seen.add(at)) {
          try {
            directories.add(directory(at, new long[1]));
          } catch (IOException | KamclException e) {
            return Optional.of(TiffError.FURTHER_DIRECTORY_DAMAGED);
          }
        }
      }
      return Optional.empty();
    }

    TiffDirectory directory(long at, long[] next) throws IOException {
      if (at < 8 || at > size - 2) {
        throw new EOFException();
      }
      long count = big ? buffer(at, 8).getLong() : buffer(at, 2).getShort() & 0xffff;
      if (count < 1 || count > MAX_ENTRIES) {
        throw new KamclException(TiffError.DIRECTORY_INVALID, count);
      }
      int entry = big ? 20 : 12;
      long start = at + (big ? 8 : 2);
      ByteBuffer entries = buffer(start, (int) count * entry);
      Map<Integer, TiffDirectory.Value> values = new HashMap<>();
      for (int i = 0; i < count; i++) {
        value(entries, i * entry, start, values);
      }
      next[0] = next(start + count * entry);
      return new TiffDirectory(values);
    }

    private long next(long at) throws IOException {
      int length = big ? 8 : 4;
      if (at > size - length) {
        // Some writers omit the end mark of the last directory.
        return 0;
      }
      return big ? buffer(at, 8).getLong() : buffer(at, 4).getInt() & 0xffff_ffffL;
    }

    /** Reads a value; one beyond the end of the file is ignored. */
    private void value(
        ByteBuffer entries, int at, long start, Map<Integer, TiffDirectory.Value> values)
        throws IOException {
      int tag = entries.getShort(at) & 0xffff;
      int type = entries.getShort(at + 2) & 0xffff;
      long count = big ? entries.getLong(at + 4) : entries.getInt(at + 4) & 0xffff_ffffL;
      int size1 = TiffDirectory.sizeOf(type);
      if (size1 == 0 || count < 0 || count > size / size1) {
        return;
      }
      long length = count * size1;
      int inline = big ? 8 : 4;
      int field = at + (big ? 12 : 8);
      long where = start + field;
      if (length > inline) {
        where = big ? entries.getLong(field) : entries.getInt(field) & 0xffff_ffffL;
      }
      if (where < 0 || where > size - length || length > Integer.MAX_VALUE - 8) {
        return;
      }
      valueBytes += length;
      if (valueBytes > MAX_VALUES_PER_BYTE * size + SMALL_VALUES) {
        throw new KamclException(TiffError.VALUES_OVERLAP);
      }
      ByteBuffer bytes = ByteBuffer.wrap(source.bytes(where, (int) length)).order(order);
      values.putIfAbsent(tag, new TiffDirectory.Value(type, (int) count, bytes));
    }
  }
}
