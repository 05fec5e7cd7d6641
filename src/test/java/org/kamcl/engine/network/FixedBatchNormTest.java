package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** Checks a convolution with fixed batch normalization, and the averaging of its statistics. */
class FixedBatchNormTest {
  private static final int CHANNELS = 6;
  private static final Layers.BatchNormSpec NORM = new Layers.BatchNormSpec("bn", 1e-3f, 0.01f);

  private static NetworkParameters parameters(EngineRuntime runtime) {
    NetworkParameters parameters = new NetworkParameters(runtime.manager());
    parameters.put("conv.weight", numbers(runtime, 1, CHANNELS, 3, 3, 3));
    parameters.put("bn.weight", numbers(runtime, 2, CHANNELS));
    parameters.put("bn.bias", numbers(runtime, 3, CHANNELS));
    parameters.put("bn.running_mean", numbers(runtime, 4, CHANNELS));
    parameters.put("bn.running_var", numbers(runtime, 5, CHANNELS).abs().add(0.5f));
    return parameters;
  }

  private static NDArray numbers(EngineRuntime runtime, int seed, long... shape) {
    Shape size = new Shape(shape);
    float[] values = new float[(int) size.size()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return runtime.manager().create(values, size);
  }

  private static NDArray forward(ForwardContext forwardContext, NDArray x) {
    return Layers.convBatchNorm(forwardContext, "conv", NORM, x, 2, 1, 1);
  }

  @Test
  void outputAndGradientsMatchExplicitNormalization() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NetworkParameters parameters = parameters(runtime)) {
      NDArray x = numbers(runtime, 6, 4, 3, 9, 9);
      Set<String> trained = new LinkedHashSet<>(List.of("conv.weight", "bn.weight", "bn.bias"));
      float[][][] results = new float[2][][];
      for (boolean fixed : new boolean[] {true, false}) {
        results[fixed ? 0 : 1] =
            runtime.train(
                1,
                manager -> {
                  NetworkParameters view = parameters.trainingView(manager, trained);
                  NDArray own = manager.create(x.toFloatArray(), x.getShape());
                  ForwardContext forwardContext =
                      fixed
                          ? ForwardContext.training(
                              view, BatchNormMode.RUNNING_STATISTICS, Regularization.NONE)
                          : ForwardContext.inference(view);
                  NDArray y = forward(forwardContext, own);
                  NDArray loss = y.mul(y).sum();
                  JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
                  float[][] all = new float[4][];
                  all[0] = y.toFloatArray();
                  int i = 1;
                  for (String name : trained) {
                    all[i++] = view.get(name).getGradient().toFloatArray();
                  }
                  return all;
                });
      }
      for (int i = 0; i < 4; i++) {
        assertNotNull(results[0][i]);
        float largest = 0;
        for (float value : results[1][i]) {
          largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(results[1][i], results[0][i], 2e-6f * largest, "part " + i);
      }
    }
  }

  @Test
  void averagedStatisticsAreTheMeanOverBatches() {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        NetworkParameters parameters = parameters(runtime)) {
      float[] expected = new float[CHANNELS];
      int batches = 5;
      for (int batch = 0; batch < batches; batch++) {
        NDArray x = numbers(runtime, 10 + batch, 4, 3, 8, 8);
        int number = batch;
        float[] means =
            runtime.infer(
                manager -> {
                  BatchNormMode batchNormMode = BatchNormMode.cumulativeAverage(number);
                  forward(
                      ForwardContext.training(parameters, batchNormMode, Regularization.NONE), x);
                  NDArray w = parameters.get("conv.weight");
                  NDArray map =
                      x.getNDArrayInternal()
                          .convolution(
                              x, w, null, new Shape(2, 2), new Shape(1, 1), new Shape(1, 1), 1)
                          .singletonOrThrow();
                  return map.transpose(1, 0, 2, 3)
                      .reshape(CHANNELS, -1)
                      .mean(new int[] {1})
                      .toFloatArray();
                });
        for (int c = 0; c < CHANNELS; c++) {
          expected[c] += means[c] / batches;
        }
      }
      assertEquals(CHANNELS, expected.length);
      assertArrayEquals(expected, parameters.get("bn.running_mean").toFloatArray(), 1e-6f);
    }
  }
}
