package org.kamcl.explorer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** The queue, with a program that only notes that it was started and waits. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a shell script")
class RunQueueTest {
  private static final int PROGRAMS = 8;

  @TempDir private static Path folder;

  @BeforeAll
  static void corpusAndModel() {
    TinyCorpus.write(folder.resolve("corpus"), 8, 2);
    TestModels.defaultModel(folder.resolve("models/small"), 32);
  }

  @AfterEach
  void endProcesses() {
    for (RunFolder run : runs().list()) {
      new RunFiles(run)
          .launched()
          .flatMap(launched -> ProcessHandle.of(launched.pid()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static RunStore runs() {
    return new RunStore(folder.resolve("runs"));
  }

  private static Path started() {
    return folder.resolve("started");
  }

  private static TrainingRunService program() {
    String script = "echo \"$3\" >> '" + started() + "'; exec sleep 60";
    return new TrainingRunService(
        folder,
        runs(),
        new ModelStore(folder.resolve("models"), Optional.empty()),
        Optional.empty(),
        RunIndex.NONE,
        ProgramLauncher.of(List.of("/bin/sh", "-c", script, "train")));
  }

  private static String create(TrainingRunService service, String title) {
    return service
        .create(
            new RunPlan(
                title,
                "",
                folder.resolve("corpus"),
                Optional.empty(),
                "small",
                "default",
                Map.of("batchSize", "4", "queueSize", "16"),
                1,
                "cpu",
                List.of(),
                List.of()))
        .name();
  }

  private static List<String> startedRuns(int number) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(started()) || Files.readAllLines(started()).size() < number) {
      assertTrue(System.nanoTime() < end, "no process was started");
      assertFalse(never.await(20, TimeUnit.MILLISECONDS));
    }
    return Files.readAllLines(started());
  }

  @Test
  void programsThatLookAtOnceStartAWaitingRunOnceAndTheNextOneLater()
      throws IOException, InterruptedException, ExecutionException {
    TrainingRunService service = program();
    String first = create(service, "First");
    String second = create(service, "Second");
    new RunFiles(runs().find(second)).queue(2_000);
    new RunFiles(runs().find(first)).queue(1_000);
    ExecutorService threads = Executors.newFixedThreadPool(PROGRAMS);
    try {
      List<Future<?>> looks = new ArrayList<>();
      for (int i = 0; i < PROGRAMS; i++) {
        TrainingRunService other = program();
        looks.add(threads.submit(other::revision));
      }
      for (Future<?> look : looks) {
        look.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of("first"), startedRuns(1), "who waits longest begins, once");
    assertEquals(RunState.RUNNING, service.find(first).state());
    assertEquals(RunState.QUEUED, service.find(second).state());
    assertEquals(List.of(second), service.queued().stream().map(run -> run.name()).toList());

    // A process that has not begun with its run is ended by a pause; then the next one begins.
    service.pause(first);
    assertEquals(RunState.PAUSED, service.find(first).state());
    service.revision();
    assertEquals(List.of("first", "second"), startedRuns(2));
    // Another one beside it, on demand.
    service.resume(first, StartTime.NOW);
    assertEquals(List.of("first", "second", "first"), startedRuns(3));
    assertEquals(RunState.RUNNING, service.find(first).state());
    assertEquals(RunState.RUNNING, service.find(second).state());
  }
}
