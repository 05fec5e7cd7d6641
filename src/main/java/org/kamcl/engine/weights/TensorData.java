package org.kamcl.engine.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A stored tensor: type, shape, and values in row-major order. Immutable. The values are in memory,
 * or are read from their file whenever they are asked for.
 */
public final class TensorData {
  private static final int HALF_EXPONENT = 0x7c00;
  private static final int BRAIN_EXPONENT = 0x7f80;

  private final TensorDataType dataType;
  private final long[] shape;
  private final int byteSize;
  private final Supplier<ByteBuffer> values;

  /**
   * @param shape the dimensions, none negative; empty for a scalar
   * @param data little-endian values, exactly as many as the shape has elements
   * @throws IllegalArgumentException if shape and data do not match
   */
  public TensorData(TensorDataType dataType, long[] shape, ByteBuffer data) {
    this.dataType = dataType;
    this.shape = shape.clone();
    ByteBuffer inMemory = data.slice().asReadOnlyBuffer();
    this.values = () -> inMemory;
    this.byteSize = inMemory.remaining();
    long expected = sizeOf(shape);
    if (expected < 0 || expected * dataType.byteSize() != byteSize) {
      throw new IllegalArgumentException(mismatch(dataType, shape, byteSize));
    }
  }

  private TensorData(TensorDataType dataType, long[] shape, Supplier<ByteBuffer> values) {
    this.dataType = dataType;
    this.shape = shape.clone();
    long elements = sizeOf(shape);
    if (elements < 0 || elements > Integer.MAX_VALUE / dataType.byteSize()) {
      throw new IllegalArgumentException("A tensor is too large: " + Arrays.toString(shape));
    }
    this.byteSize = (int) elements * dataType.byteSize();
    this.values =
        () -> {
          ByteBuffer read = values.get();
          if (read.remaining() != byteSize) {
            throw new IllegalStateException(mismatch(dataType, shape, read.remaining()));
          }
          return read;
        };
  }

  private static String mismatch(TensorDataType dataType, long[] shape, int bytes) {
    return "A tensor of shape "
        + Arrays.toString(shape)
        + " does not match "
        + bytes
        + " bytes of "
        + dataType
        + ".";
  }

  /**
   * A tensor whose values are read or computed each time they are asked for, so that a file larger
   * than the memory can be copied tensor by tensor.
   *
   * @param shape the dimensions, none negative
   * @param values gives the little-endian values, as many as the shape has elements
   * @throws IllegalArgumentException if the tensor has more than 2 GB
   */
  public static TensorData onDemand(
      TensorDataType dataType, long[] shape, Supplier<ByteBuffer> values) {
    return new TensorData(dataType, shape, values);
  }

  /** The number of elements, or -1 if a dimension is negative or the product overflows. */
  static long sizeOf(long[] shape) {
    long size = 1;
    for (long d : shape) {
      if (d < 0 || (d > 0 && size > Long.MAX_VALUE / d)) {
        return -1;
      }
      size *= d;
    }
    return size;
  }

  /** A float32 tensor of the given values. */
  public static TensorData ofFloats(float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new TensorData(TensorDataType.F32, shape, bytes);
  }

  /** Element type. */
  public TensorDataType dataType() {
    return dataType;
  }

  /** The dimensions. */
  public long[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return byteSize / dataType.byteSize();
  }

  /** Number of bytes. */
  public int byteSize() {
    return byteSize;
  }

  /** The values, little-endian, row-major, read-only. */
  public ByteBuffer data() {
    return values.get().slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All values as float32, row-major; wider types are rounded. */
  public float[] toFloats() {
    float[] values = new float[size()];
    if (dataType == TensorDataType.F32) {
      data().asFloatBuffer().get(values);
      return values;
    }
    ByteBuffer bytes = data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next(bytes);
    }
    return values;
  }

  /** All values as doubles, row-major; exact for every type but large I64. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    ByteBuffer bytes = data();
    for (int i = 0; i < values.length; i++) {
      values[i] = next(bytes);
    }
    return values;
  }

  /** Whether every value is a finite number in float32, which networks compute in. */
  public boolean isFinite() {
    ByteBuffer bytes = data();
    return switch (dataType) {
      case F16 -> noneHasExponent(bytes, HALF_EXPONENT);
      case BF16 -> noneHasExponent(bytes, BRAIN_EXPONENT);
      case F32, F64 -> {
        boolean finite = true;
        while (finite && bytes.hasRemaining()) {
          finite = Float.isFinite((float) next(bytes));
        }
        yield finite;
      }
      case I64, I32, I16, I8, U8, BOOL -> true;
    };
  }

  /** A 16-bit number is not finite if all bits of its exponent are set. */
  private static boolean noneHasExponent(ByteBuffer bytes, int exponent) {
    ShortBuffer values = bytes.asShortBuffer();
    while (values.hasRemaining()) {
      if ((values.get() & exponent) == exponent) {
        return false;
      }
    }
    return true;
  }

  private double next(ByteBuffer bytes) {
    return switch (dataType) {
      case F32 -> bytes.getFloat();
      case F64 -> bytes.getDouble();
      case F16 -> HalfFloat.toFloat(bytes.getShort());
      case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
      case I64 -> bytes.getLong();
      case I32 -> bytes.getInt();
      case I16 -> bytes.getShort();
      case I8 -> bytes.get();
      case U8 -> bytes.get() & 0xff;
      case BOOL -> bytes.get() == 0 ? 0 : 1;
    };
  }

  /** The same values stored as 16-bit floats, rounded to nearest even. */
  public TensorData toHalf() {
    float[] values = toFloats();
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(HalfFloat.fromFloat(value));
    }
    return new TensorData(TensorDataType.F16, shape, bytes.flip());
  }

  @Override
  public String toString() {
    return dataType + Arrays.toString(shape);
  }
}
