package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Workers;
import org.kamcl.engine.training.Trainer.Ending;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Runs of a real network on a tiny corpus: how they end, go on and fail. */
class TrainerTest {
  private static final Map<String, String> QUICK =
      Map.of(
          "epochs", "2",
          "batchSize", "8",
          "queueSize", "16",
          "queueFromEpoch", "2",
          "conceptFromEpoch", "2",
          "tripletFromEpoch", "2",
          "normImages", "16",
          "checkpointMinutes", "0");

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static Workers workers;
  private static ModelStore models;
  private static RunStore runs;
  private final List<JsonObject> heard = new ArrayList<>();
  private String name;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    workers = new Workers(2);
    TinyCorpus.write(folder.resolve("corpus"), 24, 6);
    TestModels.defaultModel(folder.resolve("models/small"));
    models = new ModelStore(folder.resolve("models"), Optional.empty());
    runs = new RunStore(folder.resolve("runs"));
  }

  @AfterAll
  static void close() {
    workers.close();
    runtime.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    String method = test.getTestMethod().orElseThrow().getName();
    name = method.substring(0, Math.min(60, method.length()));
  }

  private RunFolder begin(Path corpus, Map<String, String> changes) {
    return begin(corpus, name, changes);
  }

  private static RunFolder begin(Path corpus, String run, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(QUICK);
    settings.putAll(changes);
    RunPlan plan = new RunPlan(run, corpus, null, "small", null, 5, settings, "test");
    return new RunBuilder(runs, models, Optional.empty())
        .begin(new CorpusReader(Optional.empty(), true).read(corpus), plan);
  }

  private static Path corpus() {
    return folder.resolve("corpus");
  }

  private Trainer trainer(RunFolder run) {
    return new Trainer(run, models, runtime, workers, heard::add);
  }

  private List<JsonObject> heard(String kind) {
    return heard.stream().filter(e -> e.get("event").getAsString().equals(kind)).toList();
  }

  private static String failure(Runnable work) {
    return assertThrows(EngineException.class, work::run).getMessage();
  }

  @Test
  void aFinishedRunIsAModelThatCanBeUsed() {
    RunFolder run = begin(corpus(), Map.of());
    Trainer.Outcome outcome = trainer(run).run(Optional.empty());
    assertEquals(Ending.FINISHED, outcome.ending());
    assertEquals(RunFolder.Status.FINISHED, run.status());
    assertEquals(6, heard("step").size());
    JsonObject last = heard("step").get(5).getAsJsonObject("losses");
    for (String part : List.of("batch", "triplet", "teacher", "contrast", "concepts")) {
      assertTrue(last.get(part).getAsDouble() > 0, part + " took no part: " + last);
    }
    try (KamclModel model = KamclModel.open(models.find(name).folder(), runtime)) {
      assertEquals(512, model.embedTexts(List.of("many boats")).get(0).vector().length);
    }
    Map<String, Double> figures = models.find(name).usableCard().figures();
    assertTrue(figures.get("corpus-val/meanRecall.low") <= figures.get("corpus-val/meanRecall"));
    assertTrue(failure(() -> trainer(run).run(Optional.empty())).contains("is finished"));
  }

  @Test
  void aPausedRunGoesOnToTheSameBits() {
    RunFolder whole = begin(corpus(), name + "A", Map.of());
    trainer(whole).run(Optional.empty());
    JsonObject expected = heard("end").get(0);
    for (int after : new int[] {1, 3, 4}) {
      heard.clear();
      RunFolder run = begin(corpus(), name + "B" + after, Map.of());
      AtomicReference<Trainer> first = new AtomicReference<>();
      first.set(
          new Trainer(
              run,
              models,
              runtime,
              workers,
              event -> {
                if (event.get("event").getAsString().equals("step")
                    && event.get("step").getAsInt() == after) {
                  first.get().pause();
                }
              }));
      assertEquals(Ending.PAUSED, first.get().run(Optional.empty()).ending());
      assertEquals(RunFolder.Status.RESUMABLE, run.status());
      assertEquals(Ending.FINISHED, trainer(run).run(Optional.empty()).ending());
      assertEquals(expected.get("state"), heard("end").get(0).get("state"), "after " + after);
      assertEquals(expected.get("weights"), heard("end").get(0).get("weights"), "after " + after);
    }
  }

  @Test
  void anotherSeedGivesOtherBits() {
    RunFolder one = begin(corpus(), name + "A", Map.of("epochs", "1"));
    trainer(one).run(Optional.empty());
    Map<String, String> settings = new HashMap<>(QUICK);
    settings.put("epochs", "1");
    RunPlan plan = new RunPlan(name + "B", corpus(), null, "small", null, 6, settings, "test");
    RunFolder other =
        new RunBuilder(runs, models, Optional.empty())
            .begin(new CorpusReader(Optional.empty(), true).read(corpus()), plan);
    trainer(other).run(Optional.empty());
    assertNotEquals(heard("end").get(0).get("state"), heard("end").get(1).get("state"));
  }

  @Test
  void aStoppedRunKeepsWhatItHas() {
    RunFolder run = begin(corpus(), Map.of());
    Trainer trainer = trainer(run);
    trainer.stop();
    Trainer.Outcome outcome = trainer.run(Optional.empty());
    assertEquals(Ending.STOPPED, outcome.ending());
    assertEquals(1, heard("step").size());
    assertTrue(models.find(name).card().isPresent());
  }

  @Test
  void aLossThatIsNoNumberIsToldAndTheRunGoesOnWithLowerRates() {
    RunFolder run =
        begin(corpus(), Map.of("headRate", "1e30", "clipNorm", "0", "checkpointSteps", "1"));
    String message = failure(() -> trainer(run).run(Optional.empty()));
    assertTrue(message.contains("no number") && message.contains("headRate"), message);
    assertEquals(RunFolder.Status.RESUMABLE, run.status());
    assertEquals("failed", heard("end").get(0).get("outcome").getAsString());
  }

  @Test
  void onlySettingsThatLeaveItTheSameRunCanBeChanged() {
    RunFolder run = begin(corpus(), Map.of());
    Trainer.change(run, Map.of("epochs", "1", "headRate", "1e-4"));
    assertEquals(1, run.spec().training().schedule().epochs());
    assertTrue(failure(() -> Trainer.change(run, Map.of("batchSize", "4"))).contains("epochs"));
    trainer(run).run(Optional.empty());
    assertEquals(3, heard("step").size());
  }

  @Test
  void anImageThatCannotBeReadIsToldAndLeftOut() throws IOException {
    Path broken = TinyCorpus.write(folder.resolve("broken"), 24, 6);
    Files.writeString(broken.resolve("p003.jpg"), "no picture", StandardCharsets.UTF_8);
    Files.writeString(broken.resolve("p025.jpg"), "no picture", StandardCharsets.UTF_8);
    RunFolder run = begin(broken, Map.of());
    assertEquals(Ending.FINISHED, trainer(run).run(Optional.empty()).ending());
    String told = heard("warning").toString();
    assertTrue(told.contains("p003.jpg") && told.contains("p025.jpg"), told);
  }

  @Test
  void aCorpusThatChangedIsNotGoneOnWith() throws IOException {
    Path changing = TinyCorpus.write(folder.resolve("changing"), 24, 6);
    RunFolder run = begin(changing, Map.of());
    TinyCorpus.write(changing, 23, 7);
    String message = failure(() -> trainer(run).run(Optional.empty()));
    assertTrue(message.contains("is not what it was"), message);
  }

  @Test
  void aCorpusWithoutCaptionsToLearnFromIsRefused() throws IOException {
    Path captionless = TinyCorpus.write(folder.resolve("captionless"), 0, 6);
    String message = failure(() -> begin(captionless, Map.of()));
    assertTrue(message.contains("no captioned images in the split 'train'"), message);
    assertTrue(message.contains("val"), message);
  }

  @Test
  void aBatchThatDoesNotFitTheQueueIsRefusedWithOneThatDoes() {
    String message = failure(() -> begin(corpus(), Map.of("batchSize", "7")));
    assertTrue(message.contains("batchSize") && message.contains("for example 4"), message);
  }

  @Test
  void aBatchThatIsLargerThanTheCorpusIsRefusedWithOneThatIsNot() {
    Map<String, String> large = Map.of("batchSize", "64", "queueSize", "64");
    String message = failure(() -> begin(corpus(), large));
    assertTrue(message.contains("--set batchSize=16"), message);
  }

  @Test
  void aWrongSettingIsToldByName() {
    assertTrue(failure(() -> begin(corpus(), Map.of("headrate", "1"))).contains("headrate"));
    assertTrue(failure(() -> begin(corpus(), Map.of("headRate", "fast"))).contains("headRate"));
    assertTrue(failure(() -> begin(corpus(), Map.of("dropout", "2"))).contains("dropout"));
    assertFalse(runs.has(name));
  }

  @Test
  void aDamagedCheckpointGivesWayToTheOneBefore() throws IOException {
    RunFolder run = begin(corpus(), Map.of("checkpointSteps", "1"));
    Trainer first = trainer(run);
    first.run(Optional.of(Duration.ofMillis(1)));
    Trainer second = trainer(run);
    second.run(Optional.of(Duration.ofMillis(1)));
    Path latest = run.path().resolve(Checkpoint.LATEST);
    byte[] bytes = Files.readAllBytes(latest);
    Files.write(latest, Arrays.copyOf(bytes, bytes.length / 2));
    heard.clear();
    assertEquals(Ending.FINISHED, trainer(run).run(Optional.empty()).ending());
    assertTrue(heard("warning").toString().contains("checkpoint before"), heard.toString());
    assertEquals(1, heard("start").get(0).get("step").getAsInt());
  }

  @Test
  void aTailGoesOnFromAModelWithItsTemperature() {
    trainer(begin(corpus(), name + "A", Map.of("epochs", "1", "headRate", "0.05")))
        .run(Optional.empty());
    Map<String, String> small =
        Map.of("batchSize", "8", "queueSize", "16", "epochs", "1", "checkpointMinutes", "0");
    RunPlan plan = new RunPlan(name + "B", corpus(), null, name + "A", "tail", 5, small, "test");
    RunFolder tail =
        new RunBuilder(runs, models, Optional.empty())
            .begin(new CorpusReader(Optional.empty(), true).read(corpus()), plan);
    assertEquals(4e-5, tail.spec().training().optimizer().imageRate());
    assertEquals(0, tail.spec().training().encoders().normImages());
    assertEquals("default", tail.spec().configuration());
    String scale =
        SafeTensors.read(tail.path().resolve(RunFolder.START))
            .metadata()
            .get(TrainingState.LOG_SCALE);
    assertTrue(
        Math.abs(Float.parseFloat(scale) - Math.log(1 / 0.07)) > 1e-3, "it learned none: " + scale);
    heard.clear();
    AtomicReference<Trainer> first = new AtomicReference<>();
    first.set(
        new Trainer(
            tail,
            models,
            runtime,
            workers,
            event -> {
              heard.add(event);
              if (event.get("event").getAsString().equals("step")) {
                first.get().pause();
              }
            }));
    first.get().run(Optional.empty());
    WeightSet checkpoint = SafeTensors.read(tail.path().resolve(Checkpoint.LATEST));
    float now = checkpoint.tensors().get("parameter/" + TrainingState.LOG_SCALE).toFloats()[0];
    // One step at a low rate moves it by less than a thousandth.
    assertEquals(Float.parseFloat(scale), now, 1e-3);
    JsonObject losses = heard("step").get(0).getAsJsonObject("losses");
    for (String part : List.of("triplet", "concepts")) {
      assertTrue(losses.get(part).getAsDouble() > 0, part + " takes part from the first step");
    }
    RunPlan nothing = new RunPlan("x", corpus(), null, null, "tail", 5, small, "test");
    String message =
        failure(
            () ->
                new RunBuilder(runs, models, Optional.empty())
                    .begin(new CorpusReader(Optional.empty(), true).read(corpus()), nothing));
    assertTrue(message.contains("--from MODEL"), message);
  }
}
