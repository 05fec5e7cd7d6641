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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.training.run.Trainer.EndReason;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** A full disk pauses a run with all its files intact; it goes on as if nothing had happened. */
class FullDiskTest {
  private static final long PLENTY = 1L << 40;

  @TempDir private static Path folder;
  private static TestRuns tiny;
  private static JsonObject undisturbed;
  private final AtomicLong free = new AtomicLong(PLENTY);
  private final List<JsonObject> heard = new ArrayList<>();

  @BeforeAll
  static void open() {
    tiny =
        new TestRuns(
            folder,
            8,
            3,
            Map.of(
                "epochs", "2",
                "batchSize", "4",
                "queueSize", "8",
                "batchNormAdaptationImages", "4",
                "frozenTextLayers", "5",
                "checkpointMinutes", "0",
                "checkpointSteps", "1"));
    List<JsonObject> events = new ArrayList<>();
    tiny.finish(tiny.begin("undisturbed", Map.of()), events::add);
    undisturbed = TestRuns.of(events, "end").get(0);
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private EndReason train(RunFolder run, TrainingListener listener) {
    heard.clear();
    TrainingListener both =
        event -> {
          heard.add(event);
          listener.onEvent(event);
        };
    return tiny.trainer(run, both, path -> free.get()).run(Optional.empty()).ending();
  }

  private static boolean is(JsonObject event, String kind, long step) {
    return event.get("event").getAsString().equals(kind) && event.get("step").getAsLong() == step;
  }

  private static JsonObject last(RunFolder run) {
    List<JsonObject> events = run.events();
    return events.get(events.size() - 1);
  }

  /** Checks that a run is paused because of its folder, and returns the needed megabytes. */
  private long assertPausedByDisk(RunFolder run, Path place, long freeMegabytes) {
    JsonObject end = last(run);
    assertEquals("paused", end.get("outcome").getAsString());
    assertEquals("engine.training.run.DISK_FULL", end.get("code").getAsString());
    List<Object> arguments = new ArrayList<>();
    end.getAsJsonArray("arguments").forEach(a -> arguments.add(a.getAsString()));
    assertEquals(place.toString(), arguments.get(0));
    assertEquals(Long.toString(freeMegabytes), arguments.get(2));
    String said = end.get("message").getAsString();
    assertTrue(said.contains(place.toString()) && said.contains(arguments.get(1) + " MB"), said);
    assertEquals(RunFolder.Status.RESUMABLE, run.status());
    assertEquals(Optional.empty(), run.eventsProblem());
    assertEquals(end, heard.get(heard.size() - 1), "who waits for the run learns of it");
    return Long.parseLong(String.valueOf(arguments.get(1)));
  }

  private void assertContinues(RunFolder run) {
    free.set(PLENTY);
    assertEquals(EndReason.FINISHED, train(run, event -> {}));
    JsonObject end = TestRuns.of(heard, "end").get(0);
    assertEquals(undisturbed.get("state"), end.get("state"));
    assertEquals(undisturbed.get("weights"), end.get("weights"));
    assertFalse(Files.exists(run.path().resolve(RunEventLog.RESERVE)));
  }

  @Test
  void diskThatFillsUpDuringAnEpochPausesTheRunAtItsLastCheckpoint() throws IOException {
    RunFolder run = tiny.begin("epoch", Map.of());
    assertEquals(
        EndReason.PAUSED,
        train(run, event -> free.set(is(event, "step", 3) ? 5L << 20 : free.get())));
    long needed = assertPausedByDisk(run, run.path(), 5);
    long size = Files.size(run.path().resolve(Checkpoint.LATEST));
    double exact = size / 1048576.0 + 8;
    assertTrue(
        needed >= exact && needed < 1.1 * exact,
        needed + " MB for a checkpoint and a margin of " + exact);
    assertEquals(2, checkpoint(run), "the step after it is repeated");

    // Still full: nothing of the log is lost.
    long events = run.events().size();
    assertEquals(EndReason.PAUSED, train(run, event -> {}));
    assertPausedByDisk(run, run.path(), 5);
    assertEquals(events + 1, run.events().size());
    assertEquals(List.of(), TestRuns.of(heard, "start"));
    assertContinues(run);
  }

  private static long checkpoint(RunFolder run) {
    List<Problem> problems = new ArrayList<>();
    long step =
        Checkpoint.progress(Checkpoint.read(run.path(), run.spec().identity(), problems::add))
            .step();
    assertEquals(List.of(), problems);
    return step;
  }

  @Test
  void runDoesNotBeginAnEpochWhoseFilesHaveNoRoom() {
    free.set(9L << 20);
    RunFolder run = tiny.begin("start", Map.of());
    assertEquals(EndReason.PAUSED, train(run, event -> {}));
    assertEquals(List.of(), TestRuns.of(heard, "step"));
    long needed = assertPausedByDisk(run, run.path(), 9);
    // A checkpoint and the best weights.
    long weights = run.path().resolve(RunFolder.INITIAL_WEIGHTS).toFile().length() >> 20;
    assertTrue(needed > 8 + 2 * weights, needed + " MB for weights of " + weights);
    assertContinues(run);
  }

  @Test
  void modelWithoutRoomIsStoredAfterTheRunIsResumed() {
    RunFolder run = tiny.begin("model", Map.of());
    List<Path> asked = new ArrayList<>();
    Trainer trainer =
        tiny.trainer(
            run,
            heard::add,
            path -> {
              asked.add(path);
              return path.equals(tiny.models.path()) ? 3L << 20 : PLENTY;
            });
    assertEquals(EndReason.PAUSED, trainer.run(Optional.empty()).ending());
    assertPausedByDisk(run, tiny.models.path(), 3);
    assertTrue(asked.contains(run.path()));
    assertFalse(Files.exists(tiny.models.path().resolve("model")));
    assertContinues(run);
  }

  @Test
  void writeThatFailsForLackOfSpacePausesTheRun() {
    RunFolder run = tiny.begin("write", Map.of());
    TrainingListener full =
        event -> {
          if (is(event, "step", 3)) {
            free.set(0);
            throw new KamclException(
                new IOException("No space left on device"), RunError.FILE_NOT_WRITTEN, "x");
          }
        };
    assertEquals(EndReason.PAUSED, train(run, full));
    assertPausedByDisk(run, run.path(), 0);
    assertContinues(run);
  }

  @Test
  void writeThatFailsForAnotherReasonFailsTheRun() {
    RunFolder run = tiny.begin("other", Map.of());
    KamclException failure =
        new KamclException(new IOException("Input/output error"), RunError.FILE_NOT_WRITTEN, "x");
    assertThrows(
        KamclException.class,
        () ->
            train(
                run,
                event -> {
                  if (is(event, "step", 1)) {
                    throw failure;
                  }
                }));
    assertEquals("failed", last(run).get("outcome").getAsString());
  }

  @Test
  void spaceThatTheSystemDoesNotTellIsNotMissed() {
    RunFolder run = tiny.begin("unknown", Map.of("epochs", "1"));
    Trainer trainer =
        tiny.trainer(
            run,
            heard::add,
            path -> {
              throw new IOException("unknown");
            });
    assertEquals(EndReason.FINISHED, trainer.run(Optional.empty()).ending());
  }
}
