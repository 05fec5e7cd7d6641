package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.training.run.Trainer.EndReason;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/** A run that is not running is ended without a further step. */
class RunEndingTest {
  private static final int AFTER = 3;

  @TempDir private static Path folder;
  private static TestRuns tiny;
  private final List<JsonObject> heard = new ArrayList<>();

  @BeforeAll
  static void open() {
    tiny =
        new TestRuns(
            folder,
            8,
            3,
            Map.of(
                "epochs", "3",
                "batchSize", "4",
                "queueSize", "8",
                "batchNormAdaptationImages", "4",
                "frozenTextLayers", "5",
                "checkpointMinutes", "0"));
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private static JsonObject last(RunFolder run) {
    List<JsonObject> events = run.events();
    return events.get(events.size() - 1);
  }

  @Test
  void pausedRunEndsWithTheModelOfItsBestEpochLikeOneThatIsStopped() {
    RunFolder stopped = tiny.begin("stopped", Map.of());
    List<Trainer> trainers = new ArrayList<>();
    trainers.add(
        tiny.trainer(
            stopped,
            event -> {
              if (event.get("event").getAsString().equals("step")
                  && event.get("step").getAsInt() == AFTER) {
                trainers.get(0).stop();
              }
            }));
    assertEquals(EndReason.STOPPED, trainers.get(0).run(Optional.empty()).ending());

    RunFolder paused = tiny.begin("paused", Map.of());
    tiny.pause(paused, AFTER, event -> {});
    Trainer.Outcome outcome = tiny.end(paused, heard::add);
    assertEquals(EndReason.STOPPED, outcome.ending());
    assertEquals("paused", outcome.model().orElseThrow().name());
    assertEquals(RunFolder.Status.STOPPED, paused.status());
    assertEquals(List.of(), TestRuns.of(heard, "step"));
    for (String value : List.of("outcome", "step", "weights", "state", "modelEpoch")) {
      assertEquals(last(stopped).get(value), last(paused).get(value), value);
    }
    assertEquals(1, last(paused).get("modelEpoch").getAsInt());
    assertFalse(Files.exists(paused.path().resolve(Checkpoint.LATEST)));
    assertFalse(Files.exists(paused.path().resolve(RunFolder.BEST_WEIGHTS)));
    String message =
        assertThrows(KamclException.class, () -> tiny.end(paused, heard::add)).getMessage();
    assertTrue(message.contains("is stopped"), message);
  }

  @Test
  void weightsOfAnEpochThatTheLogDoesNotHaveDoNotBecomeTheModel() {
    RunFolder run = tiny.begin("killed", Map.of());
    tiny.pause(run, AFTER, event -> {});
    // As a kill leaves it after the validation of epoch 2, before its checkpoint.
    writeNext(run, 2);
    tiny.end(run, heard::add);
    assertEquals(1, last(run).get("modelEpoch").getAsInt());
    assertEquals(1, lastEpoch(run));
    assertFalse(Files.exists(run.path().resolve(RunFolder.NEXT_BEST_WEIGHTS)));
  }

  @Test
  void weightsOfTheBestEpochOfTheCheckpointBecomeTheModel() throws IOException {
    RunFolder run = tiny.begin("killed-later", Map.of());
    tiny.pause(run, AFTER, event -> {});
    // As a kill leaves it between the checkpoint and the exchange of the weights.
    writeNext(run, 1);
    Files.delete(run.path().resolve(RunFolder.BEST_WEIGHTS));
    tiny.end(run, heard::add);
    assertEquals(1, last(run).get("modelEpoch").getAsInt());
    assertEquals(List.of(), TestRuns.of(heard, "warning"));
  }

  private static int lastEpoch(RunFolder run) {
    return run.events().stream()
        .filter(event -> event.get("event").getAsString().equals("epoch"))
        .mapToInt(event -> event.get("epoch").getAsInt())
        .max()
        .orElseThrow();
  }

  /** Writes the best weights again as those of an epoch that wait for their checkpoint. */
  private static void writeNext(RunFolder run, int epoch) {
    WeightSet best = SafeTensors.read(run.path().resolve(RunFolder.BEST_WEIGHTS));
    Map<String, String> metadata = new LinkedHashMap<>(best.metadata());
    metadata.put(RunWeights.EPOCH, Integer.toString(epoch));
    SafeTensors.write(
        run.path().resolve(RunFolder.NEXT_BEST_WEIGHTS), new WeightSet(best.tensors(), metadata));
  }

  @Test
  void runThatIsNotValidatedYetEndsWithItsLastWeights() {
    RunFolder run = tiny.begin("first-epoch", Map.of());
    tiny.pause(run, 1, event -> {});
    tiny.end(run, heard::add);
    assertEquals(1, last(run).get("step").getAsInt());
    String text = tiny.models.find("first-epoch").requireCard().trainedOn();
    assertTrue(text.contains("stopped before the first validation"), text);
  }

  @Test
  void runWithoutACheckpointEndsWithoutAModel() {
    RunFolder run = tiny.begin("never", Map.of());
    RunEnding.withoutModel(run);
    assertEquals(RunFolder.Status.STOPPED, run.status());
    assertFalse(last(run).has("model"));
    assertTrue(tiny.models.list().stream().noneMatch(model -> model.name().equals("never")));
    RunFolder other = tiny.begin("never-too", Map.of());
    assertEquals(Optional.empty(), tiny.end(other, heard::add).model());
  }

  @Test
  void interruptedEndLeavesTheRunPaused() {
    RunFolder run = tiny.begin("interrupted", Map.of());
    tiny.pause(run, 1, event -> {});
    List<RunEnding> ending = new ArrayList<>();
    assertEquals(
        EndReason.PAUSED, tiny.end(run, event -> ending.get(0).interrupt(), ending::add).ending());
    assertEquals(RunFolder.Status.RESUMABLE, run.status());
    assertEquals(EndReason.STOPPED, tiny.end(run, heard::add).ending());
  }

  @Test
  void runOfAnotherProcessIsNotEnded() {
    RunFolder run = tiny.begin("busy", Map.of());
    String message =
        run.lock()
            .hold(() -> assertThrows(KamclException.class, () -> RunEnding.withoutModel(run)))
            .getMessage();
    assertTrue(message.contains("Another process"), message);
  }
}
