package org.kamcl.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;

/** Tensors in another layout; their values are computed when they are asked for. */
final class TensorLayouts {
  private TensorLayouts() {}

  /**
   * @param tensor [rows, columns]
   * @return [columns, rows]
   */
  static TensorData transposed(TensorData tensor) {
    int rows = (int) tensor.shape()[0];
    int columns = (int) tensor.shape()[1];
    int size = tensor.dataType().byteSize();
    return TensorData.onDemand(
        tensor.dataType(),
        new long[] {columns, rows},
        () -> {
          byte[] in = new byte[tensor.byteSize()];
          tensor.data().get(in);
          byte[] out = new byte[in.length];
          for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
              System.arraycopy(in, (r * columns + c) * size, out, (c * rows + r) * size, size);
            }
          }
          return ByteBuffer.wrap(out);
        });
  }

  /**
   * Tensors one below the other; they are widened to float32 if their types differ.
   *
   * @param tensors of the same shape, at least one
   * @return their first dimensions added
   */
  static TensorData stacked(List<TensorData> tensors) {
    TensorDataType first = tensors.get(0).dataType();
    boolean same = tensors.stream().allMatch(tensor -> tensor.dataType() == first);
    TensorDataType type = same ? first : TensorDataType.F32;
    long[] shape = tensors.get(0).shape();
    shape[0] = tensors.stream().mapToLong(tensor -> tensor.shape()[0]).sum();
    return TensorData.onDemand(
        type,
        shape,
        () -> {
          int bytes =
              tensors.stream().mapToInt(TensorData::size).reduce(0, Math::addExact)
                  * type.byteSize();
          ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
          for (TensorData tensor : tensors) {
            if (same) {
              out.put(tensor.data());
            } else {
              for (float value : tensor.toFloats()) {
                out.putFloat(value);
              }
            }
          }
          return out.flip();
        });
  }
}
