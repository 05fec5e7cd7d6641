package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Runs of a real network on 32-pixel images of a tiny corpus, in this process. */
final class TestRuns implements AutoCloseable {
  private static final long SEED = 5;

  final EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
  final ModelStore models;
  final RunStore runs;
  final Path corpus;
  private final WorkerPool workerPool = new WorkerPool(2);
  private final Map<String, String> settings;

  /**
   * @param folder receives the corpus, a model {@code small} with initial weights, and the runs
   * @param training number of training images
   * @param validation number of validation images
   * @param settings of every run
   */
  TestRuns(Path folder, int training, int validation, Map<String, String> settings) {
    this.corpus = TinyCorpus.write(folder.resolve("corpus"), training, validation);
    TestModels.defaultModel(folder.resolve("models/small"), 32);
    this.models = new ModelStore(folder.resolve("models"), Optional.empty());
    this.runs = new RunStore(folder.resolve("runs"));
    this.settings = settings;
  }

  /** Runs of two epochs of three steps; all loss terms start with the second. */
  static TestRuns ofTwoEpochs(Path folder) {
    return new TestRuns(
        folder,
        12,
        3,
        Map.of(
            "epochs", "2",
            "batchSize", "4",
            "queueSize", "8",
            "queueStartEpoch", "2",
            "conceptStartEpoch", "2",
            "tripletStartEpoch", "2",
            "batchNormAdaptationImages", "8",
            "frozenTextLayers", "5",
            "checkpointMinutes", "0"));
  }

  /** Starts a run from {@code small} on the corpus. */
  RunFolder begin(String name, Map<String, String> changes) {
    return begin(name, corpus, SEED, changes);
  }

  /** Starts a run from {@code small}. */
  RunFolder begin(String name, Path images, long seed, Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(changes);
    return begin(new RunRequest(name, images, null, "small", null, seed, all, "test"));
  }

  /** Starts a run with a request. */
  RunFolder begin(RunRequest plan) {
    return new RunBuilder(runs, models, Optional.empty())
        .create(new CorpusReader(Optional.empty(), true).read(plan.corpus()), plan);
  }

  Trainer trainer(RunFolder run, TrainingListener listener) {
    return new Trainer(run, models, runtime, workerPool, listener);
  }

  /** A trainer that believes another source about the free space. */
  Trainer trainer(RunFolder run, TrainingListener listener, FreeSpace space) {
    return new Trainer(run, models, runtime, workerPool, listener, space);
  }

  /** Ends a run that is not running. */
  Trainer.Outcome end(RunFolder run, TrainingListener listener) {
    return end(run, listener, ending -> {});
  }

  /**
   * Ends a run that is not running.
   *
   * @param begins receives what ends it
   */
  Trainer.Outcome end(RunFolder run, TrainingListener listener, Consumer<RunEnding> begins) {
    RunEnding ending = new RunEnding(run, listener);
    begins.accept(ending);
    return ending.withModel(models, runtime, workerPool);
  }

  /** Trains a run to its end. */
  void finish(RunFolder run, TrainingListener listener) {
    Trainer.Outcome outcome = trainer(run, listener).run(Optional.empty());
    assertEquals(Trainer.EndReason.FINISHED, outcome.ending());
  }

  /** Trains a run for a number of steps and pauses it. */
  void pause(RunFolder run, int step, TrainingListener listener) {
    AtomicReference<Trainer> trainer = new AtomicReference<>();
    trainer.set(
        trainer(
            run,
            event -> {
              listener.onEvent(event);
              if (event.get("event").getAsString().equals("step")
                  && event.get("step").getAsInt() == step) {
                trainer.get().pause();
              }
            }));
    assertEquals(Trainer.EndReason.PAUSED, trainer.get().run(Optional.empty()).ending());
    assertEquals(RunFolder.Status.RESUMABLE, run.status());
  }

  /** The events of a kind. */
  static List<JsonObject> of(List<JsonObject> heard, String kind) {
    return heard.stream().filter(e -> e.get("event").getAsString().equals(kind)).toList();
  }

  /** Checks that all loss terms are positive. */
  static void assertAllLossTermsArePositive(JsonObject step) {
    JsonObject losses = step.getAsJsonObject("losses");
    for (String part :
        List.of("infoNce", "triplet", "distillation", "momentumContrast", "concept")) {
      assertTrue(losses.get(part).getAsDouble() > 0, part + " took no part: " + losses);
    }
  }

  @Override
  public void close() {
    workerPool.close();
    runtime.close();
  }
}
