package org.kamcl.explorer.imagery.tiff;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kamcl.error.KamclException;
import org.kamcl.file.TemporaryFolder;

/**
 * The decoded rows of an image whose chunks are too large for memory, in a temporary file that is
 * deleted when it is closed or when the program ends.
 */
public final class SpillFile implements AutoCloseable {
  private static final long MAX_TOTAL_BYTES = 8L << 30;
  private static final long MIN_FREE_BYTES = 1L << 30;
  private static final int BUFFER_BYTES = 4 << 20;

  private final FileChannel file;
  private final TiffLayout layout;

  private SpillFile(FileChannel file, TiffLayout layout) {
    this.file = file;
    this.layout = layout;
  }

  /** Whether an image can be read in this way only. */
  public static boolean isNeeded(TiffLayout layout) {
    return layout.compression() != Decompressor.NONE
        && layout.storedBytes(0) > ChunkReader.MAX_BYTES;
  }

  /**
   * Decodes an image into a temporary file.
   *
   * @throws KamclException if its compression does not allow it, the image is damaged, or the disk
   *     is full
   */
  public static SpillFile of(ByteSource source, ByteOrder order, TiffLayout layout)
      throws IOException {
    if (!Decompressor.supports(layout.compression()) || layout.photometric() == TiffLayout.YCBCR) {
      throw new KamclException(TiffError.CHUNK_TOO_LARGE, layout.storedBytes(0) >> 20);
    }
    long total = 0;
    for (int i = 0; i < layout.chunks(); i++) {
      total += layout.storedBytes(i);
    }
    Path place = Files.createTempFile(TemporaryFolder.location(), "kamcl", ".rows");
    if (total > MAX_TOTAL_BYTES
        || total > Files.getFileStore(place).getUsableSpace() - MIN_FREE_BYTES) {
      Files.delete(place);
      throw new KamclException(TiffError.UNPACKED_SIZE_TOO_LARGE, total >> 20);
    }
    FileChannel file =
        FileChannel.open(
            place,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    long[] offsets = new long[layout.chunks()];
    long[] counts = new long[layout.chunks()];
    try {
      // An offset of 0 marks a chunk as empty, so the first one begins later.
      long at = BUFFER_BYTES;
      for (int i = 0; i < offsets.length; i++) {
        if (!layout.isEmpty(i)) {
          offsets[i] = at;
          counts[i] = layout.storedBytes(i);
          unpack(source, order, layout, i, file, at);
          at += counts[i];
        }
      }
      return new SpillFile(file, layout.asUncompressed(offsets, counts));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void unpack(
      ByteSource source, ByteOrder order, TiffLayout layout, int chunk, FileChannel file, long at)
      throws IOException {
    long rowBytes = layout.rowBytes();
    if (rowBytes > ChunkReader.MAX_BYTES) {
      throw new KamclException(TiffError.ROW_TOO_LARGE);
    }
    int rows = (int) Math.max(1, BUFFER_BYTES / rowBytes);
    byte[] piece = new byte[(int) (rows * rowBytes)];
    long position = at;
    InputStream packed = new Packed(source, layout.offsets()[chunk], layout.counts()[chunk]);
    try (InputStream in =
        Decompressor.stream(layout.compression(), new BufferedInputStream(packed, 1 << 16))) {
      int left = layout.visibleRows(chunk);
      while (left > 0) {
        int count = Math.min(rows, left);
        int length = (int) (count * rowBytes);
        if (Decompressor.fill(in, piece, length, length) < length) {
          throw new KamclException(TiffError.CHUNK_TRUNCATED);
        }
        Predictor.undo(layout, piece, count, order);
        ByteBuffer buffer = ByteBuffer.wrap(piece, 0, length);
        while (buffer.hasRemaining()) {
          position += file.write(buffer, position);
        }
        left -= count;
      }
    }
  }

  /** The rows. */
  public ByteSource source() {
    return ByteSource.of(file);
  }

  /** The layout of the rows in the source. */
  public TiffLayout layout() {
    return layout;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A part of a source as a stream. */
  private static final class Packed extends InputStream {
    private final ByteSource source;
    private final long end;
    private long at;

    Packed(ByteSource source, long from, long length) throws IOException {
      this.source = source;
      this.at = from;
      this.end = Math.min(source.size(), from + length);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int wanted) throws IOException {
      int length = (int) Math.min(wanted, end - at);
      if (length <= 0) {
        return -1;
      }
      source.read(at, into, from, length);
      at += length;
      return length;
    }
  }
}
