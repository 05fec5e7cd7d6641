package org.kamcl.engine.training.features;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.file.PrivateFiles;

/**
 * Rows of float32 values on disk, found by the SHA-256 of what they were computed from. Only their
 * places are in memory. Each program writes a file of its own and reads those of all others, so
 * that several may work at once; a row is complete, with its checksum, or does not exist. What a
 * killed program has written stays valid up to its last complete row.
 *
 * <p>A file is a header of 16 bytes (the text {@code KAMCLROW}, version, width, both int32) and
 * rows of 32 bytes SHA-256, {@code width} float32, and a CRC-32C of both, little endian.
 */
final class FeatureRows implements AutoCloseable {
  private static final byte[] MAGIC = "KAMCLROW".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER = MAGIC.length + 2 * Integer.BYTES;
  private static final int HASH = 32;
  private static final String SUFFIX = ".rows";

  private final Path folder;
  private final String kind;
  private final int width;
  private final int rowSize;
  private final Map<String, Place> places = new HashMap<>();
  private final List<FileChannel> open = new ArrayList<>();
  private @Nullable Path ownFile;
  private @Nullable FileChannel own;

  private FeatureRows(Path folder, String kind, int width) {
    this.folder = folder;
    this.kind = kind;
    this.width = width;
    this.rowSize = HASH + width * Float.BYTES + Integer.BYTES;
  }

  /** Where a row begins. */
  private record Place(Path file, FileChannel channel, long position) {}

  /**
   * Finds the rows that are there.
   *
   * @param folder created with the first row
   * @param kind begins the names of the files
   * @param width number of values of a row; files of another width are ignored
   */
  static FeatureRows open(Path folder, String kind, int width) {
    FeatureRows rows = new FeatureRows(folder, kind, width);
    boolean complete = false;
    try {
      rows.findAll();
      complete = true;
      return rows;
    } finally {
      if (!complete) {
        rows.close();
      }
    }
  }

  private void findAll() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> String.valueOf(f.getFileName()).startsWith(kind + "-"))
              .filter(f -> String.valueOf(f.getFileName()).endsWith(SUFFIX))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new KamclException(e, FeatureError.UNREADABLE, folder, reason(e));
    }
    files.forEach(this::find);
  }

  private void find(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      open.add(channel);
      ByteBuffer header = buffer(HEADER);
      if (!fill(channel, header, 0) || !isOurs(header)) {
        return;
      }
      ByteBuffer row = buffer(rowSize);
      for (long at = HEADER; fill(channel, row.clear(), at); at += rowSize) {
        if (isIntact(row)) {
          places.putIfAbsent(hash(row), new Place(file, channel, at));
        }
      }
    } catch (IOException e) {
      throw new KamclException(e, FeatureError.UNREADABLE, file, reason(e));
    }
  }

  private boolean isOurs(ByteBuffer header) {
    byte[] magic = new byte[MAGIC.length];
    header.get(0, magic);
    return Arrays.equals(magic, MAGIC)
        && header.getInt(MAGIC.length) == VERSION
        && header.getInt(MAGIC.length + Integer.BYTES) == width;
  }

  /** Whether there is a row. */
  boolean has(String hash) {
    return places.containsKey(hash);
  }

  /**
   * Adds a row; it is on disk after {@link #sync}.
   *
   * @param hash 64 hexadecimal digits
   */
  void add(String hash, float[] values) {
    if (values.length != width) {
      throw new IllegalArgumentException(values.length + " values in a row of " + width);
    }
    ByteBuffer row = buffer(rowSize);
    row.put(HexFormat.of().parseHex(hash));
    row.asFloatBuffer().put(values);
    row.putInt(rowSize - Integer.BYTES, sum(row));
    row.clear();
    try {
      FileChannel channel = own();
      long at = channel.size();
      write(channel, row, at);
      places.put(hash, new Place(requireNonNull(ownFile), channel, at));
    } catch (IOException e) {
      throw new KamclException(e, FeatureError.NOT_WRITTEN, folder, reason(e));
    }
  }

  private FileChannel own() throws IOException {
    FileChannel channel = own;
    if (channel == null) {
      PrivateFiles.createFolders(folder);
      Path file = folder.resolve(kind + "-" + UUID.randomUUID() + SUFFIX);
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      open.add(channel);
      ByteBuffer header = buffer(HEADER);
      header.put(MAGIC).putInt(VERSION).putInt(width).flip();
      write(channel, header, 0);
      ownFile = file;
      own = channel;
    }
    return channel;
  }

  /** Waits until all rows are on disk. */
  void sync() {
    try {
      if (own != null) {
        own.force(false);
      }
    } catch (IOException e) {
      throw new KamclException(e, FeatureError.NOT_WRITTEN, folder, reason(e));
    }
  }

  /**
   * Reads a row.
   *
   * @throws KamclException if it has been changed since it was found
   */
  float[] get(String hash) {
    Place place = requireNonNull(places.get(hash), hash);
    ByteBuffer row = buffer(rowSize);
    try {
      if (!fill(place.channel, row, place.position) || !isIntact(row) || !hash(row).equals(hash)) {
        throw new KamclException(FeatureError.DAMAGED, place.file);
      }
    } catch (IOException e) {
      throw new KamclException(e, FeatureError.UNREADABLE, place.file, reason(e));
    }
    float[] values = new float[width];
    row.position(HASH);
    row.asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private boolean isIntact(ByteBuffer row) {
    return row.getInt(rowSize - Integer.BYTES) == sum(row);
  }

  private int sum(ByteBuffer row) {
    CRC32C sum = new CRC32C();
    sum.update(row.slice(0, rowSize - Integer.BYTES));
    return (int) sum.getValue();
  }

  private static String hash(ByteBuffer row) {
    byte[] hash = new byte[HASH];
    row.get(0, hash);
    return HexFormat.of().formatHex(hash);
  }

  /** Reads a whole buffer; false where the file ends before. */
  private static boolean fill(FileChannel channel, ByteBuffer buffer, long from)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  private static void write(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer, from + buffer.position());
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    for (FileChannel channel : open) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // Rows have been forced to disk; a channel that does not close costs a file handle.
      }
    }
  }
}
