package org.kamcl.explorer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.KamclProcess;

/** Runs in processes of their own: followed, killed, resumed, stopped and measured. */
class TrainingRunProcessTest {
  private static final int STEPS = 12;
  private static final long PATIENCE_SECONDS = 240;

  @TempDir private static Path folder;
  private static RunWorkspace place;

  @BeforeAll
  static void corpusAndModel() {
    place = new RunWorkspace(folder);
    place.fill();
  }

  @AfterAll
  static void endProcesses() {
    for (RunFolder run : place.runs().list()) {
      new RunFiles(run)
          .launched()
          .filter(launched -> launched.pid() != ProcessHandle.current().pid())
          .flatMap(launched -> ProcessHandle.of(launched.pid()))
          .filter(process -> run.lock().isTaken())
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** A program that starts two runs and waits until it is killed. */
  static final class Starter {
    private Starter() {}

    /** Takes the folder of the test. */
    public static void main(String[] args) throws InterruptedException {
      RunWorkspace place = new RunWorkspace(Path.of(args[0]));
      TrainingRunService service = place.service(RunIndex.NONE);
      for (String title : List.of("Unbroken run", "Broken")) {
        RunSummary run = service.start(place.plan(title), StartTime.IN_TURN).run(JobContext.NONE);
        JsonObject json = new JsonObject();
        json.addProperty("event", "started");
        json.addProperty("name", run.name());
        json.addProperty("title", run.title());
        json.addProperty("state", run.state().name());
        System.out.println(json);
        System.out.flush();
      }
      new CountDownLatch(1).await();
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      assertFalse(never.await(50, TimeUnit.MILLISECONDS));
    }
  }

  private static JsonObject end(String name) {
    List<JsonObject> events = place.runs().find(name).events();
    return events.get(events.size() - 1);
  }

  /** An index in memory that counts what it is given. */
  private static final class MemoryIndex implements RunIndex {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Override
    public List<Entry> load() {
      return List.copyOf(entries.values());
    }

    @Override
    public void store(List<Entry> changed, Set<String> present) {
      entries.keySet().retainAll(present);
      changed.forEach(entry -> entries.put(entry.name(), entry));
    }
  }

  @Test
  void runsFollowEachOtherAndAKilledOneContinuesBitForBit() throws InterruptedException {
    try (KamclProcess window =
        new KamclProcess(
            Starter.class,
            folder.resolve("errors.txt"),
            List.of("-Xmx300m", "-XX:TieredStopAtLevel=1"),
            folder.toString())) {
      JsonObject first = window.next("started");
      assertNotNull(first, window.errors());
      assertEquals("unbroken-run", first.get("name").getAsString());
      assertEquals("Unbroken run", first.get("title").getAsString());
      assertEquals("RUNNING", first.get("state").getAsString(), "before it has the lock");
      assertEquals("QUEUED", window.next("started").get("state").getAsString());
      window.kill();
    }

    // The window was killed. The first run goes on, and starts the second at its end.
    RunStore folders = place.runs();
    await("the first run ends", () -> ended("unbroken-run"));
    await("the second begins", () -> steps("broken") >= 3);
    // Another window finds it.
    TrainingRunService other = place.service(RunIndex.NONE);
    RunSummary found = other.find("broken");
    assertEquals(RunState.RUNNING, found.state());
    assertTrue(found.times().expectedEnd().isPresent());
    long before = other.revision();

    long pid = place.files("broken").launched().orElseThrow().pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await("the lock is free", () -> !folders.find("broken").lock().isTaken());
    RunSummary killed = other.find("broken");
    assertEquals(RunState.FAILED, killed.state());
    assertTrue(killed.problem().orElseThrow().is(TrainingRunError.PROCESS_ENDED), killed::toString);
    assertNotEquals(before, other.revision(), "a view must learn of it");

    other.resume("broken", StartTime.IN_TURN);
    await("the second run ends", () -> ended("broken"));
    JsonObject unbroken = end("unbroken-run");
    JsonObject broken = end("broken");
    for (String value : List.of("outcome", "state", "weights", "step", "modelEpoch")) {
      assertEquals(unbroken.get(value), broken.get(value), value);
    }
    RunSummary done = other.find("broken");
    assertEquals(RunState.DONE, done.state());
    assertEquals(Optional.of("broken"), done.model());
    assertEquals(Optional.empty(), done.problem());
    assertEquals(RunWorkspace.EPOCHS, done.progress().epochsDone());
    assertEquals(STEPS, done.progress().step());
    assertEquals(1, done.progress().share());
    assertEquals(2, done.progress().phaseTwoEpoch().orElseThrow());
    assertEquals(16, done.origin().splits().orElseThrow().training());
    assertEquals("small", done.origin().from());
    assertEquals("4", done.origin().settings().get("batchSize"));
    assertTrue(done.origin().command().startsWith("kamcl train "), done.origin().command());
    assertTrue(done.origin().command().contains("--set batchSize=4"), done.origin().command());
    assertFalse(done.origin().version().isEmpty());
    checkEvents(other);
    checkIndex(done);
  }

  private static boolean ended(String name) {
    List<JsonObject> events = place.runs().find(name).events();
    return !events.isEmpty()
        && events.get(events.size() - 1).get("event").getAsString().equals("end")
        && !place.runs().find(name).lock().isTaken();
  }

  private static long steps(String name) {
    return place.runs().find(name).events().stream()
        .filter(event -> event.get("event").getAsString().equals("step"))
        .count();
  }

  private static void checkEvents(TrainingRunService service) {
    RunEvents events = service.events("broken", RunPosition.START);
    assertFalse(events.restarted());
    List<Long> totals = new ArrayList<>();
    events.points().stream()
        .filter(point -> point.series().equals("total"))
        .forEach(point -> totals.add(point.step()));
    assertEquals(STEPS, totals.size());
    assertEquals(totals.stream().distinct().sorted().toList(), totals);
    assertEquals(RunWorkspace.EPOCHS, events.epochs().size());
    assertEquals(1, events.phases().size());
    assertEquals(RunWorkspace.EPOCHS, events.probes().size());
    assertEquals("many boats near lake", events.probes().get(0).query());
    assertEquals(5, events.probes().get(0).top().size());
    assertTrue(Files.exists(events.probes().get(0).wanted().orElseThrow()));
    assertTrue(
        events.points().stream().allMatch(point -> RunEvents.SERIES.contains(point.series())));
    assertTrue(
        events.points().stream().noneMatch(p -> p.series().equals("concept") && p.epoch() <= 1));
    assertTrue(service.events("broken", events.position()).isEmpty());
  }

  /** An index, current or damaged, gives the same summaries as the folders. */
  private static void checkIndex(RunSummary expected) {
    MemoryIndex index = new MemoryIndex();
    place.service(index).list();
    assertTrue(index.entries.containsKey("broken"));
    assertEquals(expected, place.service(index).find("broken"));
    RunIndex.Entry right = index.entries.get("broken");
    index.entries.put(
        "broken", new RunIndex.Entry("broken", right.offset() / 2, right.check(), right.history()));
    assertEquals(expected, place.service(index).find("broken"), "an entry of another log");
    index.entries.put("broken", new RunIndex.Entry("broken", right.offset(), right.check(), "[1"));
    assertEquals(expected, place.service(index).find("broken"), "a damaged entry");
  }

  @Test
  void measurementTellsTimeMemoryAndDiskAndKeepsNothing() throws IOException {
    TrainingRunService service = place.service(RunIndex.NONE);
    RunEstimate estimate = service.preflight(place.plan("Measured")).run(JobContext.NONE);
    assertEquals(16, estimate.trainingImages());
    assertEquals(6, estimate.validationImages());
    assertEquals(4, estimate.batches());
    assertEquals(RunWorkspace.EPOCHS, estimate.epochs());
    assertTrue(estimate.secondsPerStep() > 0 && estimate.secondsPerStep() < 60, estimate::toString);
    assertTrue(estimate.memoryBytes() > 100L << 20 || estimate.memoryBytes() == 0);
    assertTrue(estimate.diskBytes() > 1 << 20, estimate::toString);
    assertTrue(estimate.diskFreeBytes() > 0);
    assertTrue(
        estimate.duration().toMillis() >= 1000 * estimate.secondsPerStep() * STEPS,
        estimate::toString);
    assertTrue(place.runs().list().stream().noneMatch(run -> run.name().startsWith("measured")));
    try (Stream<Path> left = Files.list(folder.resolve("workspace/runs"))) {
      assertEquals(List.of(), left.filter(f -> f.toString().endsWith(".part")).toList());
    }

    KamclException failure =
        assertThrows(
            KamclException.class,
            () ->
                service
                    .preflight(place.plan("Wrong").withSettings(Map.of("batchSize", "400")))
                    .run(JobContext.NONE));
    assertTrue(failure.is(TrainingRunError.MEASUREMENT_FAILED), failure::getMessage);
    assertTrue(failure.getMessage().contains("400"), failure::getMessage);

    JobContext cancelled =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> service.preflight(place.plan("Cancelled")).run(cancelled));
  }

  @Test
  void aPausedRunIsStoppedInAProcessOfItsOwnThatStoresItsModel() throws InterruptedException {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.start(place.plan("Stopped"), StartTime.NOW).run(JobContext.NONE).name();
    // The first epoch is validated.
    await("its second epoch", () -> steps(name) >= 5);
    service.pause(name);
    await("the pause", () -> service.find(name).state() == RunState.PAUSED);
    long steps = steps(name);

    service.stop(name, StopTime.AFTER_EPOCH);
    RunSummary ending = service.find(name);
    assertEquals(RunState.RUNNING, ending.state());
    assertTrue(ending.stopping());
    await("the end", () -> service.find(name).state().isOver());
    RunSummary stopped = service.find(name);
    assertEquals(RunState.STOPPED, stopped.state());
    assertEquals(Optional.of(name), stopped.model());
    assertEquals(Optional.empty(), stopped.problem());
    assertEquals(steps, steps(name), "no further step");
    assertEquals(
        stopped.progress().bestEpoch(),
        end(name).get("modelEpoch").getAsInt(),
        "of its best epoch");
    assertTrue(Files.exists(folder.resolve("workspace/models").resolve(name)));
    KamclException failure =
        assertThrows(KamclException.class, () -> service.stop(name, StopTime.NOW));
    assertTrue(failure.getMessage().contains("It is stopped."), failure::getMessage);
  }
}
