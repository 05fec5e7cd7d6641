package org.kamcl.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.StepRig;
import org.kamcl.engine.training.TrainingConfig;

/**
 * What each switch of the training adds to a step of {@code default} with full queues, without the
 * decoding of files: alternating rounds, each as a share of the plain step. Arguments: batch
 * (default 64), rounds (default 5).
 */
public final class SwitchBench {
  private static final int TOKENS = 14;
  private static final int ALL_PARTS = 5;
  private static final String[] SWITCHES = {
    "",
    "captionsPerImage=2",
    "captionsPerImage=3",
    "captionsPerImage=5",
    "frozenTextLayers=0",
    "frozenTextLayers=6",
    "chunk=16",
    "momentumWeight=0",
    "imageSize=128",
    "imageSize=192",
    "imageSize=224",
  };

  private SwitchBench() {}

  /** Prints JSON lines. */
  public static void main(String[] args) {
    String batch = args.length > 0 ? args[0] : "64";
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<StepRig> rigs = new ArrayList<>();
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      Bench.Work[] works = new Bench.Work[SWITCHES.length];
      for (int i = 0; i < works.length; i++) {
        Map<String, String> settings =
            new HashMap<>(Map.of("queueStartsRandom", "true", "batchSize", batch));
        NetworkConfig network = NetworkConfig.defaults();
        if (SWITCHES[i].startsWith("imageSize=")) {
          network = network.withImageSize(Integer.parseInt(SWITCHES[i].split("=")[1]));
        } else if (!SWITCHES[i].isEmpty()) {
          settings.put(SWITCHES[i].split("=")[0], SWITCHES[i].split("=")[1]);
        }
        TrainingConfig config = TrainingConfig.defaults().with(settings);
        StepRig rig = new StepRig(runtime, network, config, TOKENS, ALL_PARTS);
        rigs.add(rig);
        works[i] = new Bench.Work(SWITCHES[i], rig::step);
      }
      double[] seconds = Bench.medians(rounds, works);
      Bench.print("switch/none", Double.parseDouble(batch) / seconds[0], "pairs/s");
      for (int i = 1; i < works.length; i++) {
        Bench.print("switch/" + SWITCHES[i], seconds[i] / seconds[0], "times the plain step");
      }
      rigs.forEach(StepRig::close);
    }
  }
}
