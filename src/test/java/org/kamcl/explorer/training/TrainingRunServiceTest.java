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
import java.util.Locale;
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
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.domain.ExcludedImage;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Runs of the real engine in processes of their own, on a tiny corpus. */
class TrainingRunServiceTest {
  private static final int EPOCHS = 3;
  private static final int STEPS = 12;
  private static final long PATIENCE_SECONDS = 240;

  @TempDir private static Path folder;

  @BeforeAll
  static void corpusAndModel() {
    TinyCorpus.write(folder.resolve("corpus"), 16, 6);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 32);
  }

  @AfterAll
  static void endProcesses() {
    for (RunFolder run : runs().list()) {
      new RunFiles(run)
          .launched()
          .filter(launched -> launched.pid() != ProcessHandle.current().pid())
          .flatMap(launched -> ProcessHandle.of(launched.pid()))
          .filter(process -> run.locked())
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** A program that starts two runs and waits until it is killed. */
  static final class Starter {
    private Starter() {}

    /** Takes the folder of the test. */
    public static void main(String[] args) throws InterruptedException {
      Path folder = Path.of(args[0]);
      TrainingRunService service = service(folder, RunIndex.NONE);
      for (String title : List.of("Unbroken run", "Broken")) {
        RunSummary run = service.start(plan(folder, title), StartTime.IN_TURN).run(JobContext.NONE);
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

  private static RunStore runs() {
    return new RunStore(folder.resolve("workspace/runs"));
  }

  private static TrainingRunService service(RunIndex index) {
    return service(folder, index);
  }

  private static TrainingRunService service(Path folder, RunIndex index) {
    return new TrainingRunService(
        folder.resolve("workspace"),
        new RunStore(folder.resolve("workspace/runs")),
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

  private static RunPlan plan(String title) {
    return plan(folder, title);
  }

  private static RunPlan plan(Path folder, String title) {
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
        List.of(new RunProbe("many boats near lake", Optional.of("p018.jpg"))));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      assertFalse(never.await(50, TimeUnit.MILLISECONDS));
    }
  }

  private static RunFiles files(String name) {
    return new RunFiles(runs().find(name));
  }

  private static JsonObject end(String name) {
    List<JsonObject> events = runs().find(name).events();
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
    RunStore folders = runs();
    await("the first run ends", () -> ended("unbroken-run"));
    await("the second begins", () -> steps("broken") >= 3);
    // Another window finds it.
    TrainingRunService other = service(RunIndex.NONE);
    RunSummary found = other.find("broken");
    assertEquals(RunState.RUNNING, found.state());
    assertTrue(found.times().expectedEnd().isPresent());
    long before = other.revision();

    long pid = files("broken").launched().orElseThrow().pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await("the lock is free", () -> !folders.find("broken").locked());
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
    assertEquals(EPOCHS, done.progress().epochsDone());
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
    List<JsonObject> events = runs().find(name).events();
    return !events.isEmpty()
        && events.get(events.size() - 1).get("event").getAsString().equals("end")
        && !runs().find(name).locked();
  }

  private static long steps(String name) {
    return runs().find(name).events().stream()
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
    assertEquals(EPOCHS, events.epochs().size());
    assertEquals(1, events.phases().size());
    assertEquals(EPOCHS, events.probes().size());
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
    service(index).list();
    assertTrue(index.entries.containsKey("broken"));
    assertEquals(expected, service(index).find("broken"));
    RunIndex.Entry right = index.entries.get("broken");
    index.entries.put(
        "broken", new RunIndex.Entry("broken", right.offset() / 2, right.check(), right.history()));
    assertEquals(expected, service(index).find("broken"), "an entry of another log");
    index.entries.put("broken", new RunIndex.Entry("broken", right.offset(), right.check(), "[1"));
    assertEquals(expected, service(index).find("broken"), "a damaged entry");
  }

  @Test
  void measurementTellsTimeMemoryAndDiskAndKeepsNothing() throws IOException {
    TrainingRunService service = service(RunIndex.NONE);
    RunEstimate estimate = service.preflight(plan("Measured")).run(JobContext.NONE);
    assertEquals(16, estimate.trainingImages());
    assertEquals(6, estimate.validationImages());
    assertEquals(4, estimate.batches());
    assertEquals(EPOCHS, estimate.epochs());
    assertTrue(estimate.secondsPerStep() > 0 && estimate.secondsPerStep() < 60, estimate::toString);
    assertTrue(estimate.memoryBytes() > 100L << 20 || estimate.memoryBytes() == 0);
    assertTrue(estimate.diskBytes() > 1 << 20, estimate::toString);
    assertTrue(estimate.diskFreeBytes() > 0);
    assertTrue(
        estimate.duration().toMillis() >= 1000 * estimate.secondsPerStep() * STEPS,
        estimate::toString);
    assertTrue(runs().list().stream().noneMatch(run -> run.name().startsWith("measured")));
    try (Stream<Path> left = Files.list(folder.resolve("workspace/runs"))) {
      assertEquals(List.of(), left.filter(f -> f.toString().endsWith(".part")).toList());
    }

    KamclException failure =
        assertThrows(
            KamclException.class,
            () ->
                service
                    .preflight(plan("Wrong").withSettings(Map.of("batchSize", "400")))
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
        CancellationException.class, () -> service.preflight(plan("Cancelled")).run(cancelled));
  }

  @Test
  void noTraceOfADeadProcessLeavesARunRunning() throws IOException {
    TrainingRunService service = service(RunIndex.NONE);
    String name = service.create(plan("Traces")).name();
    assertEquals(RunState.PAUSED, service.find(name).state());
    // A lock file that nobody holds.
    Files.createFile(runs().find(name).path().resolve("lock"));
    assertEquals(RunState.PAUSED, service.find(name).state());
    // The id of a process that lives, but is another one.
    ProcessHandle self = ProcessHandle.current();
    files(name).launched(new RunFiles.Launched(self.pid(), 1, System.currentTimeMillis()));
    assertEquals(RunState.FAILED, service.find(name).state());
    // A process that began long ago and never took the lock.
    RunFiles.Launched now = RunProcesses.launched(self);
    files(name)
        .launched(new RunFiles.Launched(self.pid(), now.started(), now.launched() - 3_600_000));
    assertEquals(RunState.FAILED, service.find(name).state());
    files(name).launched(now);
    assertEquals(RunState.RUNNING, service.find(name).state());
    // What it wrote last is the reason.
    files(name).launched(new RunFiles.Launched(self.pid(), 1, System.currentTimeMillis()));
    Files.writeString(files(name).log(), "kamcl: error: there is no GPU 7\n\n");
    assertTrue(
        ErrorText.of(service.find(name).problem().orElseThrow(), Locale.ENGLISH)
            .contains("there is no GPU 7"));
    // Damaged files of the explorer stand for their defaults.
    for (String file : List.of("process.json", "labels.json", "queued.json")) {
      Files.writeString(runs().find(name).path().resolve(file), "{");
    }
    RunSummary plain = service.find(name);
    assertEquals(RunState.PAUSED, plain.state());
    assertEquals(name, plain.title());
    Files.writeString(runs().find(name).path().resolve("run.json"), "{");
    assertEquals(RunState.FAILED, service.find(name).state());
    assertTrue(service.find(name).problem().isPresent());
    assertTrue(service.list().stream().anyMatch(run -> run.name().equals(name)));
    service.delete(name);
  }

  @Test
  void runsAreRenamedNotedDeletedAndRestored() {
    TrainingRunService service = service(RunIndex.NONE);
    String name = service.create(plan("Labels / été")).name();
    long before = service.revision();
    service.rename(name, "Another title");
    service.note(name, "with a note");
    assertNotEquals(before, service.revision());
    RunSummary changed = service.find(name);
    assertEquals("Another title", changed.title());
    assertEquals("with a note", changed.note());
    service.setProbes(name, List.of(new RunProbe("a road", Optional.empty())));
    assertEquals(List.of(new RunProbe("a road", Optional.empty())), service.probes(name));

    service.delete(name);
    assertTrue(service.list().stream().noneMatch(run -> run.name().equals(name)));
    service.restore(name);
    assertEquals(changed, service.find(name));
    assertThrows(KamclException.class, () -> service.restore(name));

    service.delete(name);
    service.close();
    assertThrows(KamclException.class, () -> service(RunIndex.NONE).restore(name));
    assertFalse(Files.exists(runs().path().resolve(".deleted").resolve(name)));
  }

  @Test
  void planOfARunCreatesTheSameRunAgain() {
    TrainingRunService service = service(RunIndex.NONE);
    RunPlan plan =
        new RunPlan(
            "Original",
            "",
            folder.resolve("corpus"),
            Optional.of("csv"),
            "small",
            "default",
            plan("x").settings(),
            9,
            "cpu",
            List.of(new RunProbe("a pier", Optional.empty())),
            List.of(new ExcludedImage("train", "p003.jpg")));
    RunFolder original = runs().find(service.create(plan).name());
    RunPlan again = service.plan(original.name());
    assertEquals(plan.exclusions(), again.exclusions());
    assertEquals(plan.probes(), again.probes());
    RunFolder copy = runs().find(service.create(again.withTitle("Original")).name());
    assertEquals("original-2", copy.name());
    assertEquals(original.spec().training(), copy.spec().training());
    assertEquals(original.spec().network(), copy.spec().network());
    assertEquals(original.spec().corpusSha256(), copy.spec().corpusSha256());
    assertEquals(original.spec().seed(), copy.spec().seed());
    assertTrue(original.spec().command().contains("--exclude "), original.spec().command());
    service.delete("original");
    service.delete("original-2");
    service.close();
  }

  @Test
  void waitingRunLeavesTheQueueAndActionsNameTheStateThatForbidsThem() {
    TrainingRunService service = service(RunIndex.NONE);
    String name = service.create(plan("Waits")).name();
    files(name).queue(System.currentTimeMillis());
    assertEquals(RunState.QUEUED, service.find(name).state());
    service.pause(name);
    assertEquals(RunState.PAUSED, service.find(name).state());
    KamclException failure =
        assertThrows(KamclException.class, () -> service.stop(name, StopTime.NOW));
    assertTrue(failure.getMessage().contains("It is paused."), failure::getMessage);
    assertThrows(KamclException.class, () -> service.pause(name));
    service.delete(name);
    service.close();
  }

  @Test
  void wrongSettingsAreNamedEachAndTogether() {
    TrainingRunService service = service(RunIndex.NONE);
    assertEquals(Map.of(), service.checkSettings("default", Map.of("epochs", "3")));
    assertEquals(
        Set.of("epochs", "batchSize", "nonsense"),
        service
            .checkSettings(
                "default",
                Map.of("epochs", "0", "batchSize", "x", "nonsense", "1", "patience", "2"))
            .keySet());
    assertEquals(
        Set.of("batchSize"),
        service.checkSettings("default", Map.of("batchSize", "7", "epochs", "3")).keySet());
    assertTrue(
        service.settings("published").stream()
            .anyMatch(s -> s.name().equals("epochs") && s.group().equals("schedule")));
  }
}
