package org.kamcl.explorer.imagery.tiff;

import java.util.Arrays;
import org.kamcl.error.KamclException;

/**
 * How the pixels of one image are stored. A chunk is a strip or a tile.
 *
 * @param width columns
 * @param height rows
 * @param bands samples per pixel
 * @param type of every sample
 * @param photometric interpretation of the samples, by the numbers of TIFF 6.0
 * @param compression by the numbers of TIFF 6.0
 * @param predictor 1 none, 2 horizontal differencing, 3 floating point
 * @param planar whether each band has its own chunks
 * @param tiled whether chunks are tiles, which have their full size even at the edges
 * @param chunkWidth columns of a chunk
 * @param chunkHeight rows of a chunk
 * @param offsets of the chunks in the file
 * @param counts bytes of the chunks as stored
 */
public record TiffLayout(
    int width,
    int height,
    int bands,
    SampleType type,
    int photometric,
    int compression,
    int predictor,
    boolean planar,
    boolean tiled,
    int chunkWidth,
    int chunkHeight,
    long[] offsets,
    long[] counts) {
  public static final int WHITE_IS_ZERO = 0;
  public static final int PALETTE = 3;
  public static final int TRANSPARENCY_MASK = 4;
  public static final int CMYK = 5;
  public static final int YCBCR = 6;
  public static final int CIE_LAB = 8;
  public static final int ICC_LAB = 9;
  public static final int ITU_LAB = 10;
  public static final int LOG_L = 32_844;
  public static final int LOG_LUV = 32_845;

  private static final int MAX_BANDS = 65_535;

  /**
   * Reads and checks the layout of an image.
   *
   * @param fileSize bytes of the file
   * @throws KamclException if the image is damaged or of a variant that is not supported
   */
  public static TiffLayout of(TiffDirectory tags, long fileSize) {
    long width = tags.integer(TiffTag.IMAGE_WIDTH, 0);
    long height = tags.integer(TiffTag.IMAGE_LENGTH, 0);
    if (width < 1 || height < 1) {
      throw new KamclException(TiffError.SIZE_INVALID, width, height);
    }
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new KamclException(TiffError.IMAGE_TOO_LARGE, width, height);
    }
    long bands = tags.integer(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (bands < 1 || bands > MAX_BANDS) {
      throw new KamclException(TiffError.BAND_COUNT_INVALID, bands);
    }
    long[] bits = tags.integers(TiffTag.BITS_PER_SAMPLE);
    if (Arrays.stream(bits).distinct().count() > 1) {
      throw new KamclException(TiffError.BIT_DEPTHS_DIFFER);
    }
    int compression = (int) tags.integer(TiffTag.COMPRESSION, 1);
    int photometric = (int) tags.integer(TiffTag.PHOTOMETRIC, 1);
    SampleType type =
        SampleType.of(
            (int) tags.integer(TiffTag.SAMPLE_FORMAT, 1), bits.length == 0 ? 1 : (int) bits[0]);
    boolean tiled = tags.has(TiffTag.TILE_WIDTH) && tags.has(TiffTag.TILE_LENGTH);
    long chunkWidth = tiled ? tags.integer(TiffTag.TILE_WIDTH, 0) : width;
    long chunkHeight =
        tiled
            ? tags.integer(TiffTag.TILE_LENGTH, 0)
            : Math.min(height, tags.integer(TiffTag.ROWS_PER_STRIP, height));
    if (chunkHeight == 0 && !tiled) {
      chunkHeight = height;
    }
    if (chunkWidth < 1
        || chunkHeight < 1
        || chunkWidth > Integer.MAX_VALUE
        || chunkHeight > 1L << 31) {
      throw new KamclException(TiffError.CHUNK_SIZE_INVALID, chunkWidth, chunkHeight);
    }
    TiffLayout layout =
        new TiffLayout(
            (int) width,
            (int) height,
            (int) bands,
            type,
            photometric,
            compression,
            (int) tags.integer(TiffTag.PREDICTOR, 1),
            bands > 1 && tags.integer(TiffTag.PLANAR_CONFIGURATION, 1) == 2,
            tiled,
            (int) chunkWidth,
            (int) Math.min(chunkHeight, Integer.MAX_VALUE),
            tags.integers(
                tags.has(TiffTag.TILE_OFFSETS) ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS),
            tags.integers(
                tags.has(TiffTag.TILE_BYTE_COUNTS)
                    ? TiffTag.TILE_BYTE_COUNTS
                    : TiffTag.STRIP_BYTE_COUNTS));
    return layout.checked(fileSize);
  }

  private TiffLayout checked(long fileSize) {
    long plane = (long) chunksAcross() * chunksDown();
    long chunks = plane > offsets.length ? plane : plane * (planar ? bands : 1);
    if (offsets.length < chunks) {
      throw new KamclException(TiffError.CHUNKS_MISSING, offsets.length, chunks, width, height);
    }
    if (counts.length >= chunks) {
      return this;
    }
    // Old writers omit the lengths: a chunk ends where the next one begins, or with the file.
    long[] guessed = new long[(int) chunks];
    long[] starts = Arrays.stream(offsets).sorted().toArray();
    for (int i = 0; i < guessed.length; i++) {
      int at = Arrays.binarySearch(starts, offsets[i]);
      long end = at + 1 < starts.length ? starts[at + 1] : fileSize;
      guessed[i] = compression == 1 ? storedBytes(i) : Math.max(0, end - offsets[i]);
    }
    return stored(compression, predictor, offsets, guessed);
  }

  /** The same image with uncompressed chunks at other offsets. */
  TiffLayout asUncompressed(long[] at, long[] lengths) {
    return stored(Decompressor.NONE, 1, at, lengths);
  }

  private TiffLayout stored(int packing, int prediction, long[] at, long[] lengths) {
    return new TiffLayout(
        width,
        height,
        bands,
        type,
        photometric,
        packing,
        prediction,
        planar,
        tiled,
        chunkWidth,
        chunkHeight,
        at,
        lengths);
  }

  /** Number of chunks along a row. */
  public int chunksAcross() {
    return (int) (((long) width + chunkWidth - 1) / chunkWidth);
  }

  /** Number of chunks along a column. */
  public int chunksDown() {
    return (int) (((long) height + chunkHeight - 1) / chunkHeight);
  }

  /** Number of chunks of all bands. */
  public int chunks() {
    return chunksAcross() * chunksDown() * (planar ? bands : 1);
  }

  /** The chunk of a pixel and a band. */
  public int chunk(int x, int y, int band) {
    int plane = planar ? band * chunksAcross() * chunksDown() : 0;
    return plane + y / chunkHeight * chunksAcross() + x / chunkWidth;
  }

  /** Samples per pixel within a chunk. */
  public int chunkBands() {
    return planar ? 1 : bands;
  }

  /** Rows of a chunk: strips at the lower edge are shorter, tiles are not. */
  public int chunkRows(int chunk) {
    return tiled ? chunkHeight : visibleRows(chunk);
  }

  /** Rows of a chunk that lie within the image. */
  public int visibleRows(int chunk) {
    int row = chunk % (chunksAcross() * chunksDown()) / chunksAcross();
    return (int) Math.min(chunkHeight, height - (long) row * chunkHeight);
  }

  /** Bytes of a row of a decoded chunk. */
  public long rowBytes() {
    return ((long) chunkWidth * chunkBands() * type.bits() + 7) / 8;
  }

  /** Bytes of a decoded chunk. */
  public long storedBytes(int chunk) {
    return rowBytes() * chunkRows(chunk);
  }

  /** Bytes of a decoded chunk up to its last pixel within the image. */
  public long neededBytes(int chunk) {
    return rowBytes() * (visibleRows(chunk) - 1L) + visibleRowBytes(chunk);
  }

  /** Bytes of a row of a decoded chunk up to its last pixel within the image. */
  long visibleRowBytes(int chunk) {
    long left = width - (long) (chunk % chunksAcross()) * chunkWidth;
    return (Math.min(chunkWidth, left) * chunkBands() * type.bits() + 7) / 8;
  }

  /**
   * Whether any pixel of a region was written.
   *
   * @param x first column
   * @param y first row
   * @param columns number of columns, at least 1
   * @param rows number of rows, at least 1
   */
  public boolean isWritten(int x, int y, int columns, int rows) {
    int right = (int) ((x + columns - 1L) / chunkWidth);
    int bottom = (int) ((y + rows - 1L) / chunkHeight);
    for (int plane = 0; plane < (planar ? bands : 1); plane++) {
      int first = plane * chunksAcross() * chunksDown();
      for (int j = y / chunkHeight; j <= bottom; j++) {
        for (int i = x / chunkWidth; i <= right; i++) {
          if (!isEmpty(first + j * chunksAcross() + i)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether a chunk was never written. */
  public boolean isEmpty(int chunk) {
    return counts[chunk] == 0 || offsets[chunk] == 0;
  }
}
