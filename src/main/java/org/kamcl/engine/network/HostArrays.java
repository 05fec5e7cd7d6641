package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Copies engine arrays to the Java heap. */
final class HostArrays {
  private HostArrays() {}

  /** All float32 values in row-major order. */
  static float[] toFloats(NDArray array) {
    // The direct buffer is a view of contiguous native memory: one copy instead of two.
    ByteBuffer bytes = array.toByteBuffer(true);
    FloatBuffer floats = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }
}
