package org.kamcl.engine.training.run;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.run.Trainer.EndReason;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.file.TemporaryName;
import org.kamcl.support.TinyCorpus;

/** Trains a real network on a tiny corpus: outcomes, resume and failures. */
class TrainerTest {
  @TempDir private static Path folder;
  private static TestRuns tiny;
  private static RunFolder finished;
  private static final List<JsonObject> FINISHED = new ArrayList<>();
  private final List<JsonObject> heard = new ArrayList<>();
  private String name;

  @BeforeAll
  static void open() {
    tiny = TestRuns.ofTwoEpochs(folder);
    finished = tiny.begin("finished", Map.of());
    tiny.finish(finished, FINISHED::add);
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    String method = test.getTestMethod().orElseThrow().getName();
    name = method.substring(0, Math.min(60, method.length()));
  }

  private RunFolder begin(Path corpus, Map<String, String> changes) {
    return tiny.begin(name, corpus, 5, changes);
  }

  private RunFolder begin(Map<String, String> changes) {
    return tiny.begin(name, changes);
  }

  private Trainer trainer(RunFolder run) {
    return tiny.trainer(run, heard::add);
  }

  private List<JsonObject> eventsOf(String kind) {
    return TestRuns.of(heard, kind);
  }

  private static String failure(Runnable work) {
    return assertThrows(KamclException.class, work::run).getMessage();
  }

  @Test
  void finishedRunIsAUsableModel() {
    assertEquals(RunFolder.Status.FINISHED, finished.status());
    List<JsonObject> steps = TestRuns.of(FINISHED, "step");
    assertEquals(6, steps.size());
    TestRuns.assertAllLossTermsArePositive(steps.get(5));
    Path folder = tiny.models.find("finished").folder();
    try (KamclModel model = KamclModel.open(folder, tiny.runtime)) {
      assertEquals(512, model.embedTexts(List.of("many boats")).get(0).vector().length);
    }
    Map<String, Double> figures = tiny.models.find("finished").requireCard().metrics();
    assertTrue(figures.get("corpus-val/meanRecall.low") <= figures.get("corpus-val/meanRecall"));
    assertTrue(failure(() -> trainer(finished).run(Optional.empty())).contains("is finished"));
  }

  @Test
  void repeatedlyPausedRunIsBitIdentical() {
    RunFolder run = begin(Map.of());
    // Between two batches, between two epochs, and after the first batch of an epoch.
    for (int after : new int[] {1, 3, 4}) {
      tiny.pause(run, after, heard::add);
    }
    tiny.finish(run, heard::add);
    assertEquals(
        List.of(0L, 1L, 3L, 4L), eventsOf("start").stream().map(TrainerTest::step).toList());
    JsonObject expected = TestRuns.of(FINISHED, "end").get(0);
    JsonObject end = eventsOf("end").get(3);
    assertEquals(expected.get("state"), end.get("state"));
    assertEquals(expected.get("weights"), end.get("weights"));
  }

  private static long step(JsonObject event) {
    return event.get("step").getAsLong();
  }

  @Test
  void seedChangesTheResult() {
    for (long seed : new long[] {5, 6}) {
      RunFolder run = tiny.begin(name + heard.size(), tiny.corpus, seed, Map.of());
      tiny.pause(run, 1, heard::add);
    }
    assertNotEquals(eventsOf("end").get(0).get("state"), eventsOf("end").get(1).get("state"));
  }

  @Test
  void stoppedRunKeepsItsWeights() {
    RunFolder run = begin(Map.of());
    Trainer trainer = trainer(run);
    trainer.stop();
    Trainer.Outcome outcome = trainer.run(Optional.empty());
    assertEquals(EndReason.STOPPED, outcome.ending());
    assertEquals(1, eventsOf("step").size());
    assertTrue(tiny.models.find(name).card().isPresent());
  }

  @Test
  void whatAKilledProcessLeftInTheRunIsDeletedWhenItContinues() throws IOException {
    RunFolder run = begin(Map.of("epochs", "1"));
    String own = TemporaryName.beside(run.path().resolve("weights.safetensors")).toString();
    String process = "." + ProcessHandle.current().pid() + "-";
    Path left = Files.createFile(Path.of(own.replace(process, ".999999999-")));
    trainer(run).run(Optional.empty());
    assertFalse(Files.exists(left));
  }

  @Test
  void nonFiniteLossFailsAndTheRunResumesWithLowerLearningRates() {
    RunFolder run =
        begin(Map.of("headLearningRate", "1e30", "gradientClipNorm", "0", "checkpointSteps", "1"));
    String message = failure(() -> trainer(run).run(Optional.empty()));
    assertTrue(
        message.contains("not a finite number") && message.contains("headLearningRate"), message);
    assertEquals(RunFolder.Status.RESUMABLE, run.status());
    assertEquals("failed", eventsOf("end").get(0).get("outcome").getAsString());
  }

  @Test
  void onlySomeSettingsOfAStartedRunCanBeChanged() {
    RunFolder run = begin(Map.of());
    Trainer.changeSettings(run, Map.of("epochs", "1", "headLearningRate", "1e-4"));
    assertEquals(1, run.spec().training().schedule().epochs());
    assertTrue(
        failure(() -> Trainer.changeSettings(run, Map.of("batchSize", "4"))).contains("epochs"));
    trainer(run).run(Optional.empty());
    assertEquals(3, eventsOf("step").size());
  }

  @Test
  void unreadableImageIsReportedAndReplaced() throws IOException {
    Path broken = TinyCorpus.write(folder.resolve("broken"), 12, 3);
    Files.writeString(broken.resolve("p003.jpg"), "not an image", StandardCharsets.UTF_8);
    Files.writeString(broken.resolve("p013.jpg"), "not an image", StandardCharsets.UTF_8);
    RunFolder run = begin(broken, Map.of("epochs", "1"));
    assertEquals(EndReason.FINISHED, trainer(run).run(Optional.empty()).ending());
    String warnings = eventsOf("warning").toString();
    assertTrue(warnings.contains("p003.jpg") && warnings.contains("p013.jpg"), warnings);
  }

  @Test
  void changedCorpusPreventsResume() throws IOException {
    Path changing = TinyCorpus.write(folder.resolve("changing"), 12, 3);
    RunFolder run = begin(changing, Map.of());
    TinyCorpus.write(changing, 11, 4);
    String message = failure(() -> trainer(run).run(Optional.empty()));
    assertTrue(message.contains("has changed since"), message);
  }

  @Test
  void corpusWithoutTrainingSplitFails() throws IOException {
    Path captionless = TinyCorpus.write(folder.resolve("captionless"), 0, 3);
    String message = failure(() -> begin(captionless, Map.of()));
    assertTrue(message.contains("no captioned images in the train split"), message);
    assertTrue(message.contains("val"), message);
  }

  @Test
  void batchSizeThatDoesNotDivideTheQueueFailsWithASuggestion() {
    String message = failure(() -> begin(Map.of("batchSize", "7")));
    assertTrue(message.contains("batchSize") && message.contains("for example 4"), message);
  }

  @Test
  void batchSizeAboveTheCorpusSizeFailsWithASuggestion() {
    Map<String, String> large = Map.of("batchSize", "64", "queueSize", "64");
    String message = failure(() -> begin(large));
    assertTrue(message.contains("--set batchSize=8"), message);
  }

  @Test
  void wrongSettingIsNamed() {
    assertTrue(failure(() -> begin(Map.of("headrate", "1"))).contains("headrate"));
    assertTrue(
        failure(() -> begin(Map.of("headLearningRate", "fast"))).contains("headLearningRate"));
    assertTrue(failure(() -> begin(Map.of("textDropout", "2"))).contains("textDropout"));
    assertFalse(tiny.runs.has(name));
  }

  @Test
  void damagedCheckpointFallsBackToThePreviousOne() throws IOException {
    RunFolder run = begin(Map.of("checkpointSteps", "1", "epochs", "1"));
    Trainer first = trainer(run);
    first.run(Optional.of(Duration.ofMillis(1)));
    Trainer second = trainer(run);
    second.run(Optional.of(Duration.ofMillis(1)));
    Path latest = run.path().resolve(Checkpoint.LATEST);
    byte[] bytes = Files.readAllBytes(latest);
    Files.write(latest, Arrays.copyOf(bytes, bytes.length / 2));
    heard.clear();
    assertEquals(EndReason.FINISHED, trainer(run).run(Optional.empty()).ending());
    assertTrue(
        eventsOf("warning").toString().contains("PREVIOUS_CHECKPOINT_USED"), heard.toString());
    assertEquals(1, eventsOf("start").get(0).get("step").getAsInt());
  }

  @Test
  void fineTuningStartsWithTheTemperatureOfTheModel() {
    RunFolder first = tiny.begin(name + "A", Map.of("epochs", "1", "headLearningRate", "0.05"));
    tiny.finish(first, event -> {});
    RunFolder tail = tiny.begin(tailOf(name + "A", name + "B"));
    assertEquals(4e-5, tail.spec().training().optimizer().imageLearningRate());
    assertEquals(0, tail.spec().training().encoders().batchNormAdaptationImages());
    assertEquals("default", tail.spec().configuration());
    String scale =
        SafeTensors.read(tail.path().resolve(RunFolder.INITIAL_WEIGHTS))
            .metadata()
            .get(TrainingState.LOGIT_SCALE);
    assertTrue(
        Math.abs(Float.parseFloat(scale) - Math.log(1 / 0.07)) > 1e-3, "it learned none: " + scale);
    tiny.pause(tail, 1, heard::add);
    WeightSet checkpoint = SafeTensors.read(tail.path().resolve(Checkpoint.LATEST));
    float now = checkpoint.tensors().get("parameter/" + TrainingState.LOGIT_SCALE).toFloats()[0];
    // One step at a low rate moves it by less than a thousandth.
    assertEquals(Float.parseFloat(scale), now, 1e-3);
    JsonObject losses = eventsOf("step").get(0).getAsJsonObject("losses");
    for (String part : List.of("triplet", "concept")) {
      assertTrue(losses.get(part).getAsDouble() > 0, part + " takes part from the first step");
    }
    String message = failure(() -> tiny.begin(tailOf(null, "x")));
    assertTrue(message.contains("--from MODEL"), message);
  }

  private static RunRequest tailOf(String model, String run) {
    Map<String, String> small =
        Map.of("batchSize", "4", "queueSize", "8", "epochs", "1", "checkpointMinutes", "0");
    return new RunRequest(run, tiny.corpus, null, model, "fine-tune", 5, small, "test");
  }
}
