package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Workers;
import org.kamcl.engine.training.Trainer.Ending;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Each switch of the training on a tiny corpus: it does something, and a paused run goes on. */
class TrainingSwitchesTest {
  private static final int STEPS = 4;
  private static final int PAUSED_AFTER = 3;

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static Workers workers;
  private static ModelStore models;
  private static RunStore runs;
  private static JsonObject plain;
  private static int number;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    workers = new Workers(2);
    TinyCorpus.write(folder.resolve("corpus"), 16, 3);
    TestModels.defaultModel(folder.resolve("models/small"));
    models = new ModelStore(folder.resolve("models"), Optional.empty());
    runs = new RunStore(folder.resolve("runs"));
    plain = whole("");
  }

  @AfterAll
  static void close() {
    workers.close();
    runtime.close();
  }

  private static RunFolder begin(String switches) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "epochs", "2",
                "batchSize", "8",
                "queueSize", "16",
                "queueFromEpoch", "1",
                "conceptFromEpoch", "1",
                "tripletFromEpoch", "2",
                "normImages", "8",
                "checkpointMinutes", "0"));
    settings.put("imageSize", "64");
    for (String setting : switches.isEmpty() ? new String[0] : switches.split(" ")) {
      settings.put(setting.split("=")[0], setting.split("=")[1]);
    }
    Path corpus = folder.resolve("corpus");
    String name = "run" + number++;
    RunPlan plan = new RunPlan(name, corpus, null, "small", null, 5, settings, "test");
    return new RunBuilder(runs, models, Optional.empty())
        .begin(new CorpusReader(Optional.empty(), true).read(corpus), plan);
  }

  private static JsonObject whole(String switches) {
    List<JsonObject> heard = new ArrayList<>();
    Trainer trainer = new Trainer(begin(switches), models, runtime, workers, heard::add);
    assertEquals(Ending.FINISHED, trainer.run(Optional.empty()).ending());
    List<JsonObject> steps = of(heard, "step");
    assertEquals(STEPS, steps.size());
    for (JsonObject step : steps) {
      JsonObject losses = step.getAsJsonObject("losses");
      assertTrue(losses.get("gradientNorm").getAsDouble() > 0, switches);
    }
    JsonObject last = steps.get(STEPS - 1).getAsJsonObject("losses");
    for (String part : List.of("batch", "triplet", "teacher", "contrast", "concepts")) {
      assertTrue(last.get(part).getAsDouble() > 0, part + " took no part: " + last);
    }
    return of(heard, "end").get(0);
  }

  private static List<JsonObject> of(List<JsonObject> heard, String kind) {
    return heard.stream().filter(e -> e.get("event").getAsString().equals(kind)).toList();
  }

  private static JsonObject interrupted(String switches) {
    RunFolder run = begin(switches);
    AtomicReference<Trainer> first = new AtomicReference<>();
    first.set(
        new Trainer(
            run,
            models,
            runtime,
            workers,
            event -> {
              if (event.get("event").getAsString().equals("step")
                  && event.get("step").getAsInt() == PAUSED_AFTER) {
                first.get().pause();
              }
            }));
    assertEquals(Ending.PAUSED, first.get().run(Optional.empty()).ending());
    List<JsonObject> heard = new ArrayList<>();
    new Trainer(run, models, runtime, workers, heard::add).run(Optional.empty());
    return of(heard, "end").get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imageSizes=32,64,96",
        "captionsPerImage=2",
        "captionsPerImage=3",
        "cropFrom=0.5 cropAspect=0.3 saturation=0.4 hue=20 coarse=0.5 coarseFrom=0.3 blur=0.3 erase=0.5",
        "synonyms=0.7",
        "synonyms=1 captionsPerImage=2 frozenTextLayers=0",
        "frozenTextLayers=6 synonyms=0.5",
        "chunk=3 captionsPerImage=2 imageSizes=32,64",
        "classBatches=0.5",
        "classBatches=0.5 softTargets=0 teacherWeight=0.1 imageLayerDecay=0.9 textLayerDecay=0.8"
      })
  void aSwitchMakesAnotherRunThatGoesOnToTheSameBits(String switches) {
    JsonObject expected = whole(switches);
    assertNotEquals(plain.get("weights"), expected.get("weights"));
    JsonObject actual = interrupted(switches);
    assertEquals(expected.get("state"), actual.get("state"));
    assertEquals(expected.get("weights"), actual.get("weights"));
  }

  @Test
  void withoutSwitchesTwoRunsAreOne() {
    assertEquals(plain.get("state"), whole("").get("state"));
  }
}
