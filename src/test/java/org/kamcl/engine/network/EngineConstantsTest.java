package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

class EngineConstantsTest {
  @Test
  void constantSurvivesGarbageCollectionUntilTheBackwardPass() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      float[] gradient =
          runtime.train(
              1,
              manager -> {
                NDArray x = manager.ones(new Shape(4));
                x.setRequiresGradient(true);
                NDArray y = x;
                for (int i = 0; i < 200; i++) {
                  y = EngineConstants.divide(EngineConstants.multiply(y, 0.5), 0.5);
                }
                reuseFreedMemory();
                NDArray sum = y.sum();
                JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
                return x.getGradient().toFloatArray();
              });
      assertArrayEquals(new float[] {1, 1, 1, 1}, gradient);
    }
  }

  /** Frees unreachable memory and overwrites it. */
  private static void reuseFreedMemory() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      System.gc();
      for (int i = 0; i < 20_000; i++) {
        buffers.add(ByteBuffer.allocateDirect(4).putInt(0, 0x7fc00000));
      }
    }
    assertEquals(60_000, buffers.size());
  }

  @Test
  void productBelongsToTheGivenManagerAndStaysFloat32() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NDManager lasting = runtime.manager().newSubManager();
        NDManager passing = runtime.manager().newSubManager()) {
      NDArray x = lasting.create(new float[] {2, -4});
      NDArray product = EngineConstants.of(passing, 0.25, x.getDataType()).mul(x);
      assertEquals(passing, product.getManager());
      assertEquals(DataType.FLOAT32, product.getDataType());
      assertArrayEquals(new float[] {0.5f, -1}, product.toFloatArray());
    }
  }
}
