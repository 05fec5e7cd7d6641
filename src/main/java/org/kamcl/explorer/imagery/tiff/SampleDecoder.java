package org.kamcl.explorer.imagery.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts the bytes of a chunk to floats. Complex samples become their magnitude. */
final class SampleDecoder {
  private final SampleType type;
  private final ByteBuffer bytes;

  /**
   * @param bytes of the chunk
   */
  SampleDecoder(SampleType type, byte[] bytes, ByteOrder order) {
    this.type = type;
    this.bytes = ByteBuffer.wrap(bytes).order(order);
  }

  /**
   * Reads every n-th sample of a row.
   *
   * @param row offset of the row in the bytes
   * @param first number of the first sample within the row
   * @param step distance of the samples
   * @param count number of samples
   * @param into receives the samples
   * @param at index of the first one in {@code into}
   */
  void read(int row, int first, int step, int count, float[] into, int at) {
    int bits = type.bits();
    if (type.isByte()) {
      byte[] array = bytes.array();
      for (int i = 0, from = row + first; i < count; i++, from += step) {
        into[at + i] = array[from] & 0xff;
      }
    } else if (type.wholeBytes() && bits != 24) {
      int size = bits / 8;
      for (int i = 0, from = row + first * size; i < count; i++, from += step * size) {
        into[at + i] = (float) whole(from);
      }
    } else {
      for (int i = 0; i < count; i++) {
        long value = packed(row * 8L + (long) (first + i * step) * bits, bits);
        into[at + i] = type.kind() == SampleType.Kind.FLOAT ? float24((int) value) : value;
      }
    }
  }

  private double whole(int at) {
    return switch (type.kind()) {
      case UNSIGNED ->
          switch (type.bits()) {
            case 8 -> bytes.get(at) & 0xff;
            case 16 -> bytes.getShort(at) & 0xffff;
            case 32 -> bytes.getInt(at) & 0xffff_ffffL;
            default -> unsigned(bytes.getLong(at));
          };
      case SIGNED ->
          switch (type.bits()) {
            case 8 -> bytes.get(at);
            case 16 -> bytes.getShort(at);
            case 32 -> bytes.getInt(at);
            default -> bytes.getLong(at);
          };
      case FLOAT ->
          switch (type.bits()) {
            case 16 -> float16(bytes.getShort(at) & 0xffff);
            case 32 -> bytes.getFloat(at);
            default -> bytes.getDouble(at);
          };
      case COMPLEX_INTEGER ->
          type.bits() == 32
              ? Math.hypot(bytes.getShort(at), bytes.getShort(at + 2))
              : Math.hypot(bytes.getInt(at), bytes.getInt(at + 4));
      case COMPLEX_FLOAT ->
          switch (type.bits()) {
            case 32 ->
                Math.hypot(
                    float16(bytes.getShort(at) & 0xffff), float16(bytes.getShort(at + 2) & 0xffff));
            case 64 -> Math.hypot(bytes.getFloat(at), bytes.getFloat(at + 4));
            default -> Math.hypot(bytes.getDouble(at), bytes.getDouble(at + 8));
          };
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }

  /**
   * Samples of odd sizes are packed from the highest bit on; those of three bytes in byte order.
   */
  private long packed(long bit, int bits) {
    if (bits == 24) {
      int at = (int) (bit / 8);
      int a = bytes.get(at) & 0xff;
      int b = bytes.get(at + 1) & 0xff;
      int c = bytes.get(at + 2) & 0xff;
      return bytes.order() == ByteOrder.BIG_ENDIAN ? a << 16 | b << 8 | c : c << 16 | b << 8 | a;
    }
    long value = 0;
    int left = bits;
    long at = bit;
    while (left > 0) {
      int inByte = (int) (at % 8);
      int take = Math.min(8 - inByte, left);
      int b = bytes.get((int) (at / 8)) & 0xff;
      value = (value << take) | (b >> (8 - inByte - take) & ((1 << take) - 1));
      left -= take;
      at += take;
    }
    return value;
  }

  private static float float16(int half) {
    int sign = half >> 15 << 31;
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float value = fraction * 0x1p-24f;
      return sign == 0 ? value : -value;
    }
    int wide = exponent == 31 ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  private static float float24(int bits) {
    int sign = bits >> 23 << 31;
    int exponent = bits >> 16 & 0x7f;
    int fraction = bits & 0xffff;
    if (exponent == 0) {
      float value = fraction * 0x1p-78f;
      return sign == 0 ? value : -value;
    }
    int wide = exponent == 127 ? 0xff : exponent - 63 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 7);
  }
}
