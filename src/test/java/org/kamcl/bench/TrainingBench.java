package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.TrainingStepFixture;
import org.kamcl.engine.training.config.TrainingConfig;

/**
 * Times training steps without decoding: {@code published} at batch 16 alternating with plain DJL
 * blocks, and {@code default} at batch 64 before and after the full queues are used. Argument:
 * rounds (default 7).
 */
public final class TrainingBench {
  private static final int WORDS = 1225;
  private static final int TOKENS = 12;

  private TrainingBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      published(runtime, rounds, 16);
      for (int epoch : new int[] {1, 4}) {
        TrainingConfig config = TrainingConfig.defaults().with(Map.of("randomQueueInit", "true"));
        try (TrainingStepFixture fixture =
            new TrainingStepFixture(runtime, NetworkConfig.defaults(), config, TOKENS, epoch)) {
          double seconds = Bench.medians(rounds, new Bench.Work("default", fixture::step))[0];
          Bench.print("default/epoch" + epoch + "/batch64", 64 / seconds, "pairs/s");
        }
      }
    }
  }

  private static void published(EngineRuntime runtime, int rounds, int batch) {
    TrainingConfig config = TrainingConfig.published().with("batchSize", Integer.toString(batch));
    try (TrainingStepFixture ours =
            new TrainingStepFixture(runtime, NetworkConfig.published(WORDS), config, TOKENS, 12);
        PlainPublishedTraining plain = new PlainPublishedTraining(runtime.manager(), WORDS + 1)) {
      double[] seconds =
          Bench.medians(
              rounds,
              new Bench.Work("plain", () -> plain(runtime, plain, batch)),
              new Bench.Work("ours", ours::step));
      Bench.print("published/plain/batch" + batch, batch / seconds[0], "pairs/s");
      Bench.print("published/ours/batch" + batch, batch / seconds[1], "pairs/s");
      Bench.print("published/ratio/batch" + batch, seconds[0] / seconds[1], "times");
    }
  }

  private static void plain(EngineRuntime runtime, PlainPublishedTraining plain, int batch) {
    runtime.train(
        1,
        manager -> {
          NDArray pixels = manager.randomNormal(new Shape(batch, 3, 256, 256));
          NDArray ids = manager.ones(new Shape(batch, TOKENS)).toType(DataType.INT64, false);
          NDArray words = manager.zeros(new Shape(batch, 512));
          return plain.step(pixels, ids, words, words);
        });
  }
}
