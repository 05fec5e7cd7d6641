package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the differences that some files store back into samples. */
final class Predictor {
  private static final int DIFFERENCES = 2;
  private static final int FLOATING = 3;

  private Predictor() {}

  /**
   * Undoes the predictor of a chunk, in place.
   *
   * @throws RasterException if there is no such predictor
   */
  static void undo(TiffLayout layout, byte[] bytes, int rows, ByteOrder order) throws IOException {
    if (layout.predictor() == 1 || !Decompressor.allowsPredictor(layout.compression())) {
      return;
    }
    int bits = layout.type().bits();
    int stride = layout.chunkBands();
    int samples = layout.chunkWidth() * stride;
    int rowBytes = (int) layout.rowBytes();
    if (layout.predictor() == DIFFERENCES && layout.type().wholeBytes() && bits <= 64) {
      for (int y = 0; y < rows; y++) {
        sum(
            ByteBuffer.wrap(bytes, y * rowBytes, rowBytes).slice().order(order),
            samples,
            stride,
            bits);
      }
    } else if (layout.predictor() == DIFFERENCES && bits < Byte.SIZE && 8 % bits == 0) {
      for (int y = 0; y < rows; y++) {
        sumBits(bytes, y * rowBytes, samples, stride, bits);
      }
    } else if (layout.predictor() == FLOATING && layout.type().kind() == SampleType.Kind.FLOAT) {
      for (int y = 0; y < rows; y++) {
        shuffle(bytes, y * rowBytes, samples, stride, bits / 8, order);
      }
    } else {
      throw new RasterException(
          "has predictor "
              + layout.predictor()
              + " for "
              + layout.type().label()
              + ", which is not read: convert it to GeoTIFF without a predictor");
    }
  }

  private static void sum(ByteBuffer row, int samples, int stride, int bits) throws IOException {
    switch (bits) {
      case 8 -> {
        for (int i = stride; i < samples; i++) {
          row.put(i, (byte) (row.get(i) + row.get(i - stride)));
        }
      }
      case 16 -> {
        for (int i = stride; i < samples; i++) {
          row.putShort(2 * i, (short) (row.getShort(2 * i) + row.getShort(2 * (i - stride))));
        }
      }
      case 32 -> {
        for (int i = stride; i < samples; i++) {
          row.putInt(4 * i, row.getInt(4 * i) + row.getInt(4 * (i - stride)));
        }
      }
      case 64 -> {
        for (int i = stride; i < samples; i++) {
          row.putLong(8 * i, row.getLong(8 * i) + row.getLong(8 * (i - stride)));
        }
      }
      default ->
          throw new RasterException(
              "has a predictor for " + bits + " bits, which is not read: convert it without one");
    }
  }

  private static void sumBits(byte[] bytes, int from, int samples, int stride, int bits) {
    int mask = (1 << bits) - 1;
    int[] last = new int[stride];
    for (int i = 0; i < samples; i++) {
      int at = from + i * bits / 8;
      int shift = 8 - bits - i * bits % 8;
      int value = ((bytes[at] >> shift) + last[i % stride]) & mask;
      last[i % stride] = value;
      bytes[at] = (byte) ((bytes[at] & ~(mask << shift)) | (value << shift));
    }
  }

  /** Bytes are stored by their rank within the sample, the highest first, as differences. */
  private static void shuffle(
      byte[] bytes, int from, int samples, int stride, int size, ByteOrder order) {
    int length = samples * size;
    for (int i = stride; i < length; i++) {
      bytes[from + i] += bytes[from + i - stride];
    }
    byte[] ranked = new byte[length];
    System.arraycopy(bytes, from, ranked, 0, length);
    for (int i = 0; i < samples; i++) {
      for (int b = 0; b < size; b++) {
        int rank = order == ByteOrder.BIG_ENDIAN ? b : size - 1 - b;
        bytes[from + i * size + b] = ranked[rank * samples + i];
      }
    }
  }
}
