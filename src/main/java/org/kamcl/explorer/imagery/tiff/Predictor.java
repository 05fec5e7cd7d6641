package org.kamcl.explorer.imagery.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.kamcl.error.KamclException;

/**
 * Undoes the predictors of TIFF: horizontal differencing (TIFF 6.0, section 14) and the
 * floating-point predictor (Adobe Photoshop TIFF Technical Note 3).
 */
final class Predictor {
  private static final int HORIZONTAL = 2;
  static final int FLOATING_POINT = 3;

  private Predictor() {}

  /**
   * Undoes the predictor of a chunk, in place.
   *
   * @param rows that {@code bytes} holds
   * @throws KamclException if there is no such predictor for this type
   */
  static void undo(TiffLayout layout, byte[] bytes, int rows, ByteOrder order) {
    if (layout.predictor() == 1 || !Decompressor.allowsPredictor(layout.compression())) {
      return;
    }
    int bits = layout.type().bits();
    int stride = layout.chunkBands();
    int samples = layout.chunkWidth() * stride;
    int rowBytes = (int) layout.rowBytes();
    if (layout.predictor() == HORIZONTAL && isSummable(bits)) {
      for (int y = 0; y < rows; y++) {
        sum(bytes, y * rowBytes, samples, stride, bits, order);
      }
    } else if (layout.predictor() == HORIZONTAL && bits < Byte.SIZE && 8 % bits == 0) {
      for (int y = 0; y < rows; y++) {
        sumBits(bytes, y * rowBytes, samples, stride, bits);
      }
    } else if (layout.predictor() == FLOATING_POINT
        && layout.type().kind() == SampleType.Kind.FLOAT) {
      for (int y = 0; y < rows; y++) {
        unshuffle(bytes, y * rowBytes, samples, stride, bits / 8, order);
      }
    } else {
      throw new KamclException(
          TiffError.PREDICTOR_UNSUPPORTED, layout.predictor(), layout.type().label());
    }
  }

  private static boolean isSummable(int bits) {
    return bits == 8 || bits == 16 || bits == 32 || bits == 64;
  }

  private static void sum(
      byte[] bytes, int from, int samples, int stride, int bits, ByteOrder order) {
    int step = stride * bits / 8;
    int end = from + samples * bits / 8;
    switch (bits) {
      case 8 -> {
        for (int i = from + step; i < end; i++) {
          bytes[i] += bytes[i - step];
        }
      }
      case 16 -> {
        VarHandle shorts = MethodHandles.byteArrayViewVarHandle(short[].class, order);
        for (int i = from + step; i < end; i += 2) {
          short sum = (short) ((short) shorts.get(bytes, i) + (short) shorts.get(bytes, i - step));
          shorts.set(bytes, i, sum);
        }
      }
      case 32 -> {
        VarHandle ints = MethodHandles.byteArrayViewVarHandle(int[].class, order);
        for (int i = from + step; i < end; i += 4) {
          ints.set(bytes, i, (int) ints.get(bytes, i) + (int) ints.get(bytes, i - step));
        }
      }
      default -> {
        VarHandle longs = MethodHandles.byteArrayViewVarHandle(long[].class, order);
        for (int i = from + step; i < end; i += 8) {
          longs.set(bytes, i, (long) longs.get(bytes, i) + (long) longs.get(bytes, i - step));
        }
      }
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

  /** The bytes of a row are stored by significance, the highest bytes first, as differences. */
  private static void unshuffle(
      byte[] bytes, int from, int samples, int stride, int size, ByteOrder order) {
    int length = samples * size;
    for (int i = stride; i < length; i++) {
      bytes[from + i] += bytes[from + i - stride];
    }
    byte[] planes = new byte[length];
    System.arraycopy(bytes, from, planes, 0, length);
    for (int i = 0; i < samples; i++) {
      for (int b = 0; b < size; b++) {
        int plane = order == ByteOrder.BIG_ENDIAN ? b : size - 1 - b;
        bytes[from + i * size + b] = planes[plane * samples + i];
      }
    }
  }
}
