package org.kamcl.bench;

import java.util.HashMap;
import java.util.Map;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.TrainingStepFixture;
import org.kamcl.engine.training.config.TrainingConfig;

/**
 * Measures the time that each training setting adds to a step of {@code default} with full queues,
 * without decoding: alternating rounds, each relative to the plain step. Arguments: batch (default
 * 64), rounds (default 5).
 */
public final class TrainingSettingsBench {
  private static final int TOKENS = 14;
  private static final int ALL_PARTS = 5;
  private static final String[] SWITCHES = {
    "captionsPerImage=2",
    "captionsPerImage=3",
    "captionsPerImage=5",
    "frozenTextLayers=0",
    "frozenTextLayers=6",
    "chunkSize=16",
    "momentumContrastWeight=0",
    "imageSize=128",
    "imageSize=192",
    "imageSize=224",
  };

  private TrainingSettingsBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) {
    String batch = args.length > 0 ? args[0] : "64";
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        TrainingStepFixture plain = fixture(runtime, batch, "")) {
      for (String change : SWITCHES) {
        // One setting at a time, because each holds two networks and their moments.
        try (TrainingStepFixture changed = fixture(runtime, batch, change)) {
          double[] seconds =
              Bench.medians(
                  rounds,
                  new Bench.Work("plain", plain::step),
                  new Bench.Work(change, changed::step));
          Bench.print("switch/" + change, seconds[1] / seconds[0], "times the plain step");
        }
      }
    }
  }

  private static TrainingStepFixture fixture(EngineRuntime runtime, String batch, String change) {
    Map<String, String> settings =
        new HashMap<>(Map.of("randomQueueInit", "true", "batchSize", batch));
    NetworkConfig network = NetworkConfig.defaults();
    if (change.startsWith("imageSize=")) {
      network = network.withImageSize(Integer.parseInt(change.split("=")[1]));
    } else if (!change.isEmpty()) {
      settings.put(change.split("=")[0], change.split("=")[1]);
    }
    TrainingConfig config = TrainingConfig.defaults().with(settings);
    return new TrainingStepFixture(runtime, network, config, TOKENS, ALL_PARTS);
  }
}
