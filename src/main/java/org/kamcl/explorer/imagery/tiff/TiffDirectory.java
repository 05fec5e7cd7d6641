package org.kamcl.explorer.imagery.tiff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The tags of one image of a TIFF file. Immutable. */
public final class TiffDirectory {
  private static final int BYTE = 1;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int SIGNED_BYTE = 6;
  private static final int UNDEFINED = 7;
  private static final int SIGNED_SHORT = 8;
  private static final int SIGNED_LONG = 9;
  private static final int SIGNED_RATIONAL = 10;
  private static final int FLOAT = 11;
  private static final int DOUBLE = 12;
  private static final int DIRECTORY = 13;
  private static final int LONG8 = 16;
  private static final int SIGNED_LONG8 = 17;
  private static final int DIRECTORY8 = 18;

  private final Map<Integer, Value> values;

  /**
   * A value as stored.
   *
   * @param bytes with the byte order of the file
   */
  record Value(int type, int count, ByteBuffer bytes) {}

  TiffDirectory(Map<Integer, Value> values) {
    this.values = Map.copyOf(values);
  }

  /** Bytes per value of a type; 0 for an unknown type. */
  static int sizeOf(int type) {
    return switch (type) {
      case BYTE, ASCII, SIGNED_BYTE, UNDEFINED -> 1;
      case SHORT, SIGNED_SHORT -> 2;
      case LONG, SIGNED_LONG, FLOAT, DIRECTORY -> 4;
      case RATIONAL, SIGNED_RATIONAL, DOUBLE, LONG8, SIGNED_LONG8, DIRECTORY8 -> 8;
      default -> 0;
    };
  }

  /** Whether the directory has a tag. */
  public boolean has(int tag) {
    return values.containsKey(tag);
  }

  /** The numbers of a tag; empty without the tag. */
  public double[] numbers(int tag) {
    Value value = values.get(tag);
    if (value == null) {
      return new double[0];
    }
    double[] numbers = new double[value.count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(value, i);
    }
    return numbers;
  }

  /** The integers of a tag, other numbers truncated; empty without the tag. */
  public long[] integers(int tag) {
    Value value = values.get(tag);
    if (value == null) {
      return new long[0];
    }
    long[] integers = new long[value.count];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = integer(value, i);
    }
    return integers;
  }

  /** The first integer of a tag, or {@code otherwise} without the tag. */
  public long integer(int tag, long otherwise) {
    Value value = values.get(tag);
    return value == null || value.count == 0 ? otherwise : integer(value, 0);
  }

  /** The text of a tag up to its last visible character. */
  public Optional<String> text(int tag) {
    Value value = values.get(tag);
    if (value == null || sizeOf(value.type) != 1) {
      return Optional.empty();
    }
    String text = new String(bytes(tag), StandardCharsets.UTF_8);
    return Optional.of(text.replace('\0', ' ').strip());
  }

  /** The bytes of a tag as stored; empty without the tag. */
  public byte[] bytes(int tag) {
    Value value = values.get(tag);
    return value == null ? new byte[0] : copy(value.bytes);
  }

  private static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static long integer(Value value, int i) {
    ByteBuffer b = value.bytes;
    return switch (value.type) {
      case BYTE, ASCII, UNDEFINED -> b.get(i) & 0xff;
      case SIGNED_BYTE -> b.get(i);
      case SHORT -> b.getShort(2 * i) & 0xffff;
      case SIGNED_SHORT -> b.getShort(2 * i);
      case LONG, DIRECTORY -> b.getInt(4 * i) & 0xffff_ffffL;
      case SIGNED_LONG -> b.getInt(4 * i);
      case LONG8, SIGNED_LONG8, DIRECTORY8 -> b.getLong(8 * i);
      default -> (long) number(value, i);
    };
  }

  private static double number(Value value, int i) {
    ByteBuffer b = value.bytes;
    return switch (value.type) {
      case RATIONAL ->
          (double) (b.getInt(8 * i) & 0xffff_ffffL) / (b.getInt(8 * i + 4) & 0xffff_ffffL);
      case SIGNED_RATIONAL -> (double) b.getInt(8 * i) / b.getInt(8 * i + 4);
      case FLOAT -> b.getFloat(4 * i);
      case DOUBLE -> b.getDouble(8 * i);
      default -> integer(value, i);
    };
  }
}
