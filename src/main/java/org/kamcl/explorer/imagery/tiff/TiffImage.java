package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/** One image of an open TIFF file, read by parts. Belongs to one thread. */
public final class TiffImage {
  /** Chunks without compression above this are read row by row, straight from the file. */
  private static final int DIRECT_BYTES = 1 << 20;

  private final TiffLayout layout;
  private final ByteOrder order;
  private final ChunkReader chunkReader;
  private final ChunkCache cache;
  private final Object file;
  private final int number;

  /**
   * @param source of the bytes, open
   * @param tags of the image
   * @param cache of unpacked chunks
   * @param file stands for the state of the file in the cache
   * @param number of the image in the file
   */
  public TiffImage(
      ByteSource source,
      ByteOrder order,
      TiffDirectory tags,
      TiffLayout layout,
      ChunkCache cache,
      Object file,
      int number) {
    this.layout = layout;
    this.order = order;
    this.chunkReader = new ChunkReader(source, order, tags, layout);
    this.cache = cache;
    this.file = file;
    this.number = number;
  }

  /**
   * Refuses an image of a kind that is not read, by its name.
   *
   * @throws KamclException if it is of such a kind
   */
  public static void check(TiffLayout layout) {
    ChunkReader.check(layout);
  }

  /** How it is stored. */
  public TiffLayout layout() {
    return layout;
  }

  /**
   * Every n-th pixel of a region that lies within the image.
   *
   * @param x first column
   * @param y first row
   * @param columns pixels wanted along a row
   * @param rows pixels wanted along a column
   * @param step from one to the next
   * @param bands wanted
   * @param empty value of pixels that were never written
   * @throws KamclException if it is damaged there
   */
  public SampleGrid read(
      int x, int y, int columns, int rows, int step, int[] bands, OptionalDouble empty)
      throws IOException {
    SampleGrid sampleGrid = SampleGrid.of(columns, rows, bands.length);
    for (int b = 0; b < bands.length; b++) {
      if (b > 0 && !layout.planar()) {
        break;
      }
      int[] together = layout.planar() ? new int[] {bands[b]} : bands;
      int j = 0;
      while (j < rows) {
        int chunkRow = (y + j * step) / layout.chunkHeight();
        long end = Math.min(layout.height(), (chunkRow + 1L) * layout.chunkHeight());
        int count = (int) Math.min(rows - j, (end - y - (long) j * step + step - 1) / step);
        int i = 0;
        while (i < columns) {
          int column = x + i * step;
          long right = (column / layout.chunkWidth() + 1L) * layout.chunkWidth();
          int across = (int) Math.min(columns - i, (right - column + step - 1) / step);
          ChunkPart chunkPart = new ChunkPart(column, y + j * step, i, j, across, count, step);
          part(chunkPart, together, layout.planar() ? b : 0, sampleGrid, empty);
          i += across;
        }
        j += count;
      }
    }
    return sampleGrid;
  }

  /** Pixels of one chunk: where they begin in the image and in the grid, and how many. */
  private record ChunkPart(int x, int y, int column, int row, int across, int down, int step) {}

  private void part(
      ChunkPart p, int[] bands, int firstBand, SampleGrid sampleGrid, OptionalDouble empty)
      throws IOException {
    int chunk = layout.chunk(p.x, p.y, layout.planar() ? bands[0] : 0);
    if (layout.isEmpty(chunk)) {
      for (int j = 0; j < p.down; j++) {
        int at = (p.row + j) * sampleGrid.width() + p.column;
        for (int b = 0; b < bands.length; b++) {
          Arrays.fill(
              sampleGrid.bands()[firstBand + b], at, at + p.across, (float) empty.orElse(0));
        }
        sampleGrid.noData().set(at, at + p.across);
      }
      return;
    }
    boolean direct =
        layout.compression() == Decompressor.NONE && layout.storedBytes(chunk) > DIRECT_BYTES;
    byte[] bytes =
        direct
            ? null
            : cache.get(new ChunkCache.Key(file, number, chunk), () -> chunkReader.read(chunk));
    int inX = p.x % layout.chunkWidth();
    int inY = p.y % layout.chunkHeight();
    int stride = layout.chunkBands();
    for (int j = 0; j < p.down; j++) {
      int row = inY + j * p.step;
      int first = inX * stride;
      SampleDecoder sampleDecoder;
      int start;
      if (direct) {
        int last = (inX + (p.across - 1) * p.step + 1) * stride;
        long fromBit = (long) first * layout.type().bits();
        long toBit = (long) last * layout.type().bits();
        int from = (int) (fromBit / 8);
        // Samples that begin within a byte: begin the row there, too.
        int whole = layout.type().wholeBytes() ? first : 0;
        from = layout.type().wholeBytes() ? from : 0;
        byte[] part = chunkReader.readPart(chunk, row, from, (int) ((toBit + 7) / 8) - from);
        sampleDecoder = new SampleDecoder(layout.type(), part, order);
        start = 0;
        first -= whole;
      } else {
        sampleDecoder = new SampleDecoder(layout.type(), bytes, order);
        start = (int) (row * layout.rowBytes());
      }
      int at = (p.row + j) * sampleGrid.width() + p.column;
      for (int b = 0; b < bands.length; b++) {
        int band = layout.planar() ? 0 : bands[b];
        sampleDecoder.read(
            start, first + band, p.step * stride, p.across, sampleGrid.bands()[firstBand + b], at);
      }
    }
  }

  /**
   * Whether a chunk can be unpacked.
   *
   * @throws IOException if not
   */
  public void check(int chunk) throws IOException {
    if (layout.isEmpty(chunk)) {
      return;
    }
    if (layout.compression() == Decompressor.NONE) {
      chunkReader.readPart(chunk, layout.chunkRows(chunk) - 1, (int) layout.rowBytes() - 1, 1);
    } else {
      cache.get(new ChunkCache.Key(file, number, chunk), () -> chunkReader.read(chunk));
    }
  }
}
