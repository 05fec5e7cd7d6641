package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;
import org.kamcl.engine.weights.WeightSet;

class ModelFilesTest {
  private static final int ALL = 1 << 16;

  @Test
  void halfPrecisionConversionMatchesTheReaderWithoutTheEngine() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * ALL).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < ALL; bits++) {
      bytes.putShort((short) bits);
    }
    TensorData halves = new TensorData(TensorDataType.F16, new long[] {256, 256}, bytes.flip());
    TensorData singles = TensorData.ofFloats(new float[] {1.5f, -2.25f}, 2);
    WeightSet weights = new WeightSet(Map.of("halves", halves, "singles", singles), Map.of());
    List<ParameterSpec> specs =
        List.of(
            new ParameterSpec("halves", new long[] {256, 256}, ParameterSpec.Role.WEIGHT),
            new ParameterSpec("singles", new long[] {2}, ParameterSpec.Role.BIAS));
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NetworkParameters loaded =
            ModelFiles.load(weights, specs, runtime.manager(), "the test's weights")) {
      NDArray wide = loaded.get("halves");
      assertEquals(DataType.FLOAT32, wide.getDataType());
      assertArrayEquals(new long[] {256, 256}, wide.getShape().getShape());
      float[] expected = halves.toFloats();
      float[] found = wide.toFloatArray();
      for (int bits = 0; bits < ALL; bits++) {
        if (Float.isNaN(expected[bits])) {
          assertTrue(Float.isNaN(found[bits]), "half " + bits);
        } else {
          assertEquals(
              Float.floatToRawIntBits(expected[bits]),
              Float.floatToRawIntBits(found[bits]),
              "half " + bits);
        }
      }
      assertArrayEquals(new float[] {1.5f, -2.25f}, loaded.get("singles").toFloatArray());
    }
  }
}
