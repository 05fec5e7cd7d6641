package org.kamcl.explorer.imagery.tiff;

import java.util.Optional;
import org.kamcl.error.KamclException;

/**
 * Chunks of YCbCr samples in which several pixels share their color (TIFF 6.0, section 21). They
 * are stored as units: the Y samples of a rectangle of pixels, row by row, then Cb and Cr.
 */
final class SubsampledChunk {
  private static final int BANDS = 3;

  private final int width;
  private final int across;
  private final int down;

  /**
   * @param width columns of a chunk
   * @param across columns of a unit
   * @param down rows of a unit
   */
  private SubsampledChunk(int width, int across, int down) {
    this.width = width;
    this.across = across;
    this.down = down;
  }

  /** How the chunks of an image are subsampled; empty if each pixel has its own color. */
  static Optional<SubsampledChunk> of(TiffDirectory tags, TiffLayout layout) {
    if (layout.photometric() != TiffLayout.YCBCR || !Decompressor.supports(layout.compression())) {
      return Optional.empty();
    }
    long[] factors = factors(tags);
    return factors[0] == 1 && factors[1] == 1
        ? Optional.empty()
        : Optional.of(new SubsampledChunk(layout.chunkWidth(), (int) factors[0], (int) factors[1]));
  }

  /**
   * Checks that the chunks of a YCbCr image can be decoded.
   *
   * @throws KamclException if not
   */
  static void check(TiffDirectory tags, TiffLayout layout) {
    long[] factors = factors(tags);
    boolean plain = factors[0] == 1 && factors[1] == 1;
    boolean known = isFactor(factors[0]) && isFactor(factors[1]);
    boolean chunky = layout.bands() == BANDS && !layout.planar() && layout.predictor() == 1;
    if (!known || layout.bands() < BANDS || !layout.type().isByte() || !(plain || chunky)) {
      throw new KamclException(TiffError.YCBCR_UNSUPPORTED);
    }
  }

  private static boolean isFactor(long factor) {
    return factor == 1 || factor == 2 || factor == 4;
  }

  private static long[] factors(TiffDirectory tags) {
    long[] factors = tags.integers(TiffTag.YCBCR_SUBSAMPLING);
    return factors.length < 2 ? new long[] {2, 2} : factors;
  }

  /** Bytes of the units that hold the first rows of a chunk. */
  int storedBytes(int rows) {
    long units = (width + across - 1L) / across * ((rows + down - 1L) / down);
    return Math.toIntExact(units * (across * down + 2));
  }

  /**
   * Gives each pixel its own color.
   *
   * @param units as stored
   * @param rows of the chunk
   * @return Y, Cb and Cr of each pixel, row by row
   */
  byte[] unpack(byte[] units, int rows) {
    byte[] out = new byte[BANDS * width * rows];
    int unitBytes = across * down + 2;
    int unitsAcross = (width + across - 1) / across;
    for (int y = 0; y < rows; y++) {
      int row = y / down * unitsAcross;
      for (int x = 0; x < width; x++) {
        int unit = (row + x / across) * unitBytes;
        int at = BANDS * (y * width + x);
        out[at] = units[unit + y % down * across + x % across];
        out[at + 1] = units[unit + unitBytes - 2];
        out[at + 2] = units[unit + unitBytes - 1];
      }
    }
    return out;
  }
}
