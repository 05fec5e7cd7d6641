package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/** Reads regions of one image of an open TIFF file. Used by one thread at a time. */
public final class TiffImage {
  /** Larger uncompressed chunks are read row by row from the file. */
  private static final int DIRECT_BYTES = 1 << 20;

  private static final int NEAR_BYTES = 1 << 12;

  private final TiffLayout layout;
  private final ByteOrder order;
  private final ChunkReader chunkReader;
  private final ChunkCache cache;
  private final Object file;
  private final int number;

  /**
   * @param source bytes of the file, open
   * @param tags of the image
   * @param cache of decoded chunks
   * @param file identifies the content of the file in the cache
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
   * Checks that an image can be decoded.
   *
   * @param tags of the image
   * @throws KamclException if its compression or its arrangement of samples is not supported
   */
  public static void check(TiffDirectory tags, TiffLayout layout) {
    ChunkReader.check(tags, layout);
  }

  /** How the image is stored. */
  public TiffLayout layout() {
    return layout;
  }

  /**
   * Reads every n-th pixel of a region that lies within the image.
   *
   * @param x first column
   * @param y first row
   * @param columns number of pixels to read along a row
   * @param rows number of pixels to read along a column
   * @param step distance of the pixels
   * @param bands to read, from 0
   * @param empty value of pixels that were never written
   * @throws KamclException if the image is damaged there
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

  /** Pixels of one chunk: their position in the image and in the grid, and their number. */
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
    if (chunkReader.readsParts() && layout.storedBytes(chunk) > DIRECT_BYTES) {
      parts(p, chunk, bands, firstBand, sampleGrid);
      return;
    }
    byte[] bytes =
        cache.get(new ChunkCache.Key(file, number, chunk), () -> chunkReader.read(chunk));
    int inX = p.x % layout.chunkWidth();
    int inY = p.y % layout.chunkHeight();
    int stride = layout.chunkBands();
    SampleDecoder sampleDecoder = new SampleDecoder(layout.type(), bytes, order);
    for (int j = 0; j < p.down; j++) {
      int start = (int) ((inY + (long) j * p.step) * layout.rowBytes());
      int at = (p.row + j) * sampleGrid.width() + p.column;
      for (int b = 0; b < bands.length; b++) {
        int first = inX * stride + (layout.planar() ? 0 : bands[b]);
        sampleDecoder.read(
            start, first, p.step * stride, p.across, sampleGrid.bands()[firstBand + b], at);
      }
    }
  }

  /** Reads pixels of an uncompressed chunk from the file, by parts of rows of limited size. */
  private void parts(ChunkPart p, int chunk, int[] bands, int firstBand, SampleGrid sampleGrid)
      throws IOException {
    SampleType type = layout.type();
    int stride = layout.chunkBands();
    long inX = p.x % layout.chunkWidth();
    int inY = p.y % layout.chunkHeight();
    long bitsPerStep = (long) stride * type.bits() * p.step;
    // Pixels that are far from each other are read alone.
    int most =
        bitsPerStep > 8L * NEAR_BYTES
            ? 1
            : (int) Math.min(p.across, 8L * DIRECT_BYTES / bitsPerStep);
    for (int j = 0; j < p.down; j++) {
      int at = (p.row + j) * sampleGrid.width() + p.column;
      for (int i = 0; i < p.across; i += most) {
        int count = Math.min(most, p.across - i);
        long first = (inX + (long) i * p.step) * stride;
        long last = (inX + (long) (i + count - 1) * p.step + 1) * stride;
        // Every eighth sample begins with a byte.
        long start = type.wholeBytes() ? first : first / Byte.SIZE * Byte.SIZE;
        long from = start * type.bits() / Byte.SIZE;
        int length = (int) ((last * type.bits() + Byte.SIZE - 1) / Byte.SIZE - from);
        SampleDecoder sampleDecoder =
            new SampleDecoder(
                type, chunkReader.readPart(chunk, inY + j * p.step, from, length), order);
        for (int b = 0; b < bands.length; b++) {
          int band = layout.planar() ? 0 : bands[b];
          sampleDecoder.read(
              0,
              (int) (first - start) + band,
              p.step * stride,
              count,
              sampleGrid.bands()[firstBand + b],
              at + i);
        }
      }
    }
  }

  /**
   * Checks that a chunk can be decoded.
   *
   * @throws IOException if the file cannot be read
   * @throws KamclException if the chunk is damaged
   */
  public void check(int chunk) throws IOException {
    if (layout.isEmpty(chunk)) {
      return;
    }
    if (chunkReader.readsParts()) {
      chunkReader.readPart(
          chunk, layout.visibleRows(chunk) - 1, layout.visibleRowBytes(chunk) - 1, 1);
    } else {
      cache.get(new ChunkCache.Key(file, number, chunk), () -> chunkReader.read(chunk));
    }
  }
}
