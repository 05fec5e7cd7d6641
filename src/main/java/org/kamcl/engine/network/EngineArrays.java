package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Creates arrays in the engine's own memory, which is freed with their manager. DJL's {@code
 * create(float[])} and {@code duplicate()} wrap a Java buffer instead, which stays allocated until
 * the garbage collector runs. In every training step, this lets memory grow and fragments the space
 * between the large blocks of activations. (docs/decisions/0005-engine-constants.md)
 */
public final class EngineArrays {
  private static final int SMALLEST = 1 << 16;
  private static final ThreadLocal<ByteBuffer> STAGING =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SMALLEST));

  private EngineArrays() {}

  /**
   * A float32 array.
   *
   * @param values row-major, as many as the shape has
   */
  public static NDArray create(NDManager manager, float[] values, Shape shape) {
    int length = Math.multiplyExact(values.length, Float.BYTES);
    ByteBuffer staging = STAGING.get();
    if (staging.capacity() < length) {
      staging = ByteBuffer.allocateDirect(length);
      STAGING.set(staging);
    }
    ByteBuffer bytes = staging.slice(0, length).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    try (NDArray view = manager.create(bytes, shape, DataType.FLOAT32)) {
      return copy(view);
    }
  }

  /**
   * An array of a given type, usually that of the parameters it is combined with.
   *
   * @param values row-major, as many as the shape has
   * @param type {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
   */
  public static NDArray create(NDManager manager, float[] values, Shape shape, DataType type) {
    NDArray array = create(manager, values, shape);
    return type == DataType.FLOAT32 ? array : converted(array, type);
  }

  /**
   * An array [N, M] of a given type.
   *
   * @param rows N rows of M values, N at least 1
   * @param type {@link DataType#FLOAT32} or {@link DataType#FLOAT64}
   */
  public static NDArray create(NDManager manager, float[][] rows, DataType type) {
    int width = rows[0].length;
    float[] values = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * width, width);
    }
    return create(manager, values, new Shape(rows.length, width), type);
  }

  /** The array with at least float32's precision: the same one, or a copy of a float16 one. */
  static NDArray atLeastFloat32(NDArray array) {
    return array.getDataType() == DataType.FLOAT16 ? array.toType(DataType.FLOAT32, true) : array;
  }

  /** The array in another type; the original is closed. */
  static NDArray converted(NDArray array, DataType type) {
    try (array) {
      return array.toType(type, true);
    }
  }

  /** The value of a scalar, whatever its type. */
  public static double scalar(NDArray array) {
    return array.getDataType() == DataType.FLOAT64 ? array.getDouble() : array.getFloat();
  }

  /** All values in row-major order, whatever their type. */
  public static double[] toDoubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toFloatArray();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /** A copy with the same manager. */
  public static NDArray copy(NDArray array) {
    return JniUtils.clone((PtNDArray) array);
  }

  /** All float32 values in row-major order, on the Java heap. */
  static float[] toFloats(NDArray array) {
    // The direct buffer is a view of contiguous native memory, which avoids a second copy.
    ByteBuffer bytes = array.toByteBuffer(true);
    FloatBuffer floats = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }
}
