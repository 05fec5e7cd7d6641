package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.BatchEncoder.Features;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.loss.Losses;

/** Compares the loss and gradients of chunked steps with those of the whole batch. */
class ChunkedStepTest {
  private static final NetworkConfig SMALL = NetworkConfig.defaults().withImageSize(64);
  private static final int ALL_PARTS = 5;
  private static EngineRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static TrainingConfig config(int chunk, String dropout) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "batchSize", "6",
                "queueSize", "12",
                "randomQueueInit", "true",
                "captionsPerImage", "2",
                "gradientClipNorm", "0"));
    settings.put("chunkSize", Integer.toString(chunk));
    settings.put("textDropout", dropout);
    settings.put("dropPathRate", dropout);
    return TrainingConfig.defaults().with(settings);
  }

  /** Loss and gradients of a first step. */
  private static double step(int chunk, String dropout, Map<String, float[]> gradients) {
    try (TrainingStepFixture rig =
        new TrainingStepFixture(
            runtime,
            SMALL,
            config(chunk, dropout),
            6,
            ALL_PARTS,
            (name, array) -> {
              if (name.startsWith("gradient/")) {
                gradients.put(name, array.toFloatArray());
              }
            })) {
      return rig.step();
    }
  }

  private static void assertClose(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertFalse(expected.isEmpty());
    assertEquals(expected.keySet(), actual.keySet());
    double whole = 0;
    for (float[] values : expected.values()) {
      whole += squares(values, new float[values.length]);
    }
    // Gradients that are zero except for rounding (key biases) are compared relative to the others.
    double rounding = 1e-6 * Math.sqrt(whole);
    expected.forEach(
        (name, values) -> {
          double length = Math.sqrt(squares(values, new float[values.length]));
          double difference = Math.sqrt(squares(values, actual.get(name)));
          assertTrue(
              difference < 2e-4 * length + rounding,
              () -> name + " of length " + length + " differs by " + difference);
        });
  }

  private static double squares(float[] values, float[] others) {
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - others[i];
      squares += difference * difference;
    }
    return squares;
  }

  @Test
  void lossAndGradientsMatchTheWholeBatch() {
    Map<String, float[]> whole = new HashMap<>();
    double expected = step(0, "0", whole);
    for (int chunk : new int[] {6, 4, 2}) {
      Map<String, float[]> chunked = new HashMap<>();
      assertEquals(expected, step(chunk, "0", chunked), 2e-6 * expected, "chunk " + chunk);
      assertClose(whole, chunked);
    }
  }

  /** The second pass of a chunk must use the dropout of the first one. */
  @Test
  void bothPassesOfAChunkUseTheSameDropout() {
    TrainingConfig config = config(2, "0.3");
    try (TrainingStepFixture rig = new TrainingStepFixture(runtime, SMALL, config, 6, ALL_PARTS)) {
      TrainingState state = rig.state();
      BatchEncoder encoder = new BatchEncoder(state.network(), config);
      Map<String, float[]> expected = new HashMap<>();
      Map<String, float[]> actual = new HashMap<>();
      float[] other =
          runtime.train(
              1,
              manager -> {
                // One graph over all chunks.
                NetworkParameters view =
                    state.parameters().trainingView(manager, state.trained().keySet());
                ForwardContext forwardContext = encoder.pass(view, true);
                NDArray loss =
                    loss(encoder.encodeInChunks(manager, forwardContext, rig.batch(), 7));
                JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
                gradients(state, view, expected);
                NetworkParameters again =
                    state.parameters().trainingView(manager, state.trained().keySet());
                Features leaves =
                    encoder
                        .encodeInChunks(manager, encoder.pass(again, false), rig.batch(), 7)
                        .detach();
                NDArray same = loss(leaves);
                JniUtils.backward((PtNDArray) same, (PtNDArray) same.onesLike(), false, false);
                encoder.backward(manager, encoder.pass(again, true), rig.batch(), 7, leaves);
                gradients(state, again, actual);
                NDArray left =
                    loss(encoder.encodeInChunks(manager, forwardContext, rig.batch(), 8));
                return new float[] {loss.getFloat(), same.getFloat(), left.getFloat()};
              });
      assertEquals(other[0], other[1], 1e-6);
      assertTrue(Math.abs(other[0] - other[2]) > 1e-4, "dropout had no effect");
      assertClose(expected, actual);
    }
  }

  /** A scalar that depends on every feature and concept strength. */
  private static NDArray loss(Features features) {
    NDArray sims =
        Losses.similarities(
            Losses.l2Normalize(features.image().feature()),
            Losses.l2Normalize(features.text().feature()));
    NDArray concepts =
        features
            .image()
            .conceptStrengths()
            .mean()
            .add(features.text().conceptStrengths().mul(2).mean());
    return sims.logSoftmax(1).get(":, 0").mean().add(concepts);
  }

  private static void gradients(
      TrainingState state, NetworkParameters view, Map<String, float[]> into) {
    for (String name : state.trained().keySet()) {
      try (NDArray gradient = view.get(name).getGradient()) {
        float[] values = gradient.toFloatArray();
        boolean any = false;
        for (float value : values) {
          any |= value != 0;
        }
        if (any) {
          into.put(name, values);
        }
      }
    }
  }
}
