package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

class EngineArraysTest {
  @Test
  void arraysDoNotShareMemory() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NDManager manager = runtime.manager().newSubManager()) {
      NDArray first = EngineArrays.create(manager, new float[] {1, 2, 3, 4}, new Shape(2, 2));
      // Larger than the initial transfer buffer.
      float[] many = new float[100_000];
      Arrays.fill(many, 7);
      NDArray large = EngineArrays.create(manager, many, new Shape(many.length));
      NDArray rows =
          EngineArrays.create(manager, new float[][] {{5, 6, 7}, {8, 9, 10}}, DataType.FLOAT32);
      NDArray copy = EngineArrays.copy(rows);
      rows.addi(1);
      assertArrayEquals(new float[] {1, 2, 3, 4}, first.toFloatArray());
      assertEquals(new Shape(2, 2), first.getShape());
      assertArrayEquals(many, large.toFloatArray());
      assertEquals(new Shape(2, 3), rows.getShape());
      assertArrayEquals(new float[] {6, 7, 8, 9, 10, 11}, EngineArrays.toFloats(rows));
      assertArrayEquals(new float[] {5, 6, 7, 8, 9, 10}, copy.toFloatArray());
      assertEquals(manager, copy.getManager());
    }
  }
}
