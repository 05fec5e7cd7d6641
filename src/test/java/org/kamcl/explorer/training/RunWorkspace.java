package org.kamcl.explorer.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Runs of the real engine on a tiny corpus, in a workspace of their own. */
final class RunWorkspace {
  static final int EPOCHS = 3;

  private final Path folder;

  /**
   * @param folder that exists
   */
  RunWorkspace(Path folder) {
    this.folder = folder;
  }

  /** Writes a corpus of 16 training and 6 validation images, and a model. */
  void fill() {
    TinyCorpus.write(folder.resolve("corpus"), 16, 6);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 32);
  }

  RunStore runs() {
    return new RunStore(folder.resolve("workspace/runs"));
  }

  TrainingRunService service(RunIndex index) {
    return new TrainingRunService(
        folder.resolve("workspace"),
        runs(),
        new ModelStore(folder.resolve("workspace/models"), Optional.empty()),
        Optional.empty(),
        index,
        ProgramLauncher.withOptions(
            List.of(
                "-Xmx600m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true")));
  }

  RunPlan plan(String title) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", Integer.toString(EPOCHS));
    for (String setting :
        ("batchSize=4 queueSize=16 batchNormAdaptationImages=4 conceptStartEpoch=2"
                + " frozenTextLayers=5 checkpointSteps=2")
            .split(" ")) {
      settings.put(setting.split("=")[0], setting.split("=")[1]);
    }
    return new RunPlan(
        title,
        "a note",
        folder.resolve("corpus"),
        Optional.empty(),
        "small",
        "default",
        settings,
        3,
        "cpu",
        List.of(new RunProbe("many boats near lake", Optional.of("p018.jpg"))),
        List.of());
  }

  RunFiles files(String name) {
    return new RunFiles(runs().find(name));
  }
}
