package org.kamcl.explorer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.domain.ExcludedImage;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Runs and their folders, without processes. */
class TrainingRunServiceTest {
  @TempDir private static Path folder;
  private static RunWorkspace place;

  @BeforeAll
  static void corpusAndModel() {
    place = new RunWorkspace(folder);
    place.fill();
  }

  @Test
  void noTraceOfADeadProcessLeavesARunRunning() throws IOException {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.create(place.plan("Traces")).name();
    assertEquals(RunState.PAUSED, service.find(name).state());
    // A lock file that nobody holds.
    Files.createFile(place.runs().find(name).path().resolve("lock"));
    assertEquals(RunState.PAUSED, service.find(name).state());
    // The id of a process that lives, but is another one.
    ProcessHandle self = ProcessHandle.current();
    place.files(name).launched(new RunFiles.Launched(self.pid(), 1, System.currentTimeMillis()));
    assertEquals(RunState.FAILED, service.find(name).state());
    // A process that began long ago and never took the lock.
    RunFiles.Launched now = RunProcesses.launched(self);
    place
        .files(name)
        .launched(new RunFiles.Launched(self.pid(), now.started(), now.launched() - 3_600_000));
    assertEquals(RunState.FAILED, service.find(name).state());
    place.files(name).launched(now);
    assertEquals(RunState.RUNNING, service.find(name).state());
    // What it wrote last is the reason.
    place.files(name).launched(new RunFiles.Launched(self.pid(), 1, System.currentTimeMillis()));
    Files.writeString(place.files(name).log(), "kamcl: error: there is no GPU 7\n\n");
    assertTrue(
        ErrorText.of(service.find(name).problem().orElseThrow(), Locale.ENGLISH)
            .contains("there is no GPU 7"));
    // Damaged files of the explorer stand for their defaults.
    for (String file : List.of("process.json", "labels.json", "queued.json")) {
      Files.writeString(place.runs().find(name).path().resolve(file), "{");
    }
    RunSummary plain = service.find(name);
    assertEquals(RunState.PAUSED, plain.state());
    assertEquals(name, plain.title());
    Files.writeString(place.runs().find(name).path().resolve("run.json"), "{");
    assertEquals(RunState.FAILED, service.find(name).state());
    assertTrue(service.find(name).problem().isPresent());
    assertTrue(service.list().stream().anyMatch(run -> run.name().equals(name)));
    service.delete(name);
  }

  @Test
  void runsAreRenamedNotedDeletedAndRestored() {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.create(place.plan("Labels / été")).name();
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
    assertThrows(KamclException.class, () -> place.service(RunIndex.NONE).restore(name));
    assertFalse(Files.exists(place.runs().path().resolve(".deleted").resolve(name)));
  }

  @Test
  void aStartThatIsCanceledWhileTheCorpusIsReadLeavesNoRun() {
    TrainingRunService service = place.service(RunIndex.NONE);
    int[] asked = {0};
    JobContext canceled =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {}

          @Override
          public boolean cancelled() {
            return ++asked[0] == 5;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> service.start(place.plan("Canceled"), StartTime.IN_TURN).run(canceled));
    assertEquals(5, asked[0], "asked for each image and caption");
    assertTrue(service.list().stream().noneMatch(run -> run.name().equals("canceled")));
    assertFalse(Files.exists(place.runs().path().resolve("canceled")));
  }

  @Test
  void imagesOfProbesAreFoundInTheCorpusWhereItIsNow() throws IOException {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.create(place.plan("Moved")).name();
    Path other = Files.writeString(folder.resolve("p001.jpg"), "not of the corpus");
    Files.writeString(
        place.runs().find(name).path().resolve("events.jsonl"),
        "{\"event\":\"probes\",\"step\":1,\"epoch\":1,\"results\":[{\"query\":\"a pier\","
            + "\"wanted\":\"/gone/corpus/p001.jpg\",\"rank\":1,\"scores\":[0.5,0.4,0.3],\"top\":["
            + "\"/gone/corpus/p001.jpg\",\"/gone/corpus/none.jpg\",\"/gone/p001.jpg\"]}]}\n");
    RunEvents.ProbeResult probe = service.events(name, RunPosition.START).probes().get(0);
    Path found = folder.resolve("corpus").resolve("p001.jpg");
    assertEquals(Optional.of(found), probe.wanted());
    assertEquals(
        List.of(found, Path.of("/gone/corpus/none.jpg"), Path.of("/gone/p001.jpg")), probe.top());
    Files.delete(other);
    service.delete(name);
  }

  @Test
  void planOfARunCreatesTheSameRunAgain() {
    TrainingRunService service = place.service(RunIndex.NONE);
    RunPlan plan =
        new RunPlan(
            "Original",
            "",
            folder.resolve("corpus"),
            Optional.of("csv"),
            "small",
            "default",
            place.plan("x").settings(),
            9,
            "cpu",
            List.of(new RunProbe("a pier", Optional.empty())),
            List.of(new ExcludedImage("train", "p003.jpg")));
    RunFolder original = place.runs().find(service.create(plan).name());
    RunPlan again = service.plan(original.name());
    assertEquals(plan.exclusions(), again.exclusions());
    assertEquals(plan.probes(), again.probes());
    RunFolder copy = place.runs().find(service.create(again.withTitle("Original")).name());
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
  void waitingRunLeavesTheQueueWhenItIsPaused() {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.create(place.plan("Waits")).name();
    place.files(name).queue(System.currentTimeMillis());
    assertEquals(RunState.QUEUED, service.find(name).state());
    service.pause(name);
    assertEquals(RunState.PAUSED, service.find(name).state());
    assertThrows(KamclException.class, () -> service.pause(name));
    service.delete(name);
    service.close();
  }

  @Test
  void runThatHasSavedNothingIsStoppedWithoutAModel() {
    TrainingRunService service = place.service(RunIndex.NONE);
    for (boolean queued : new boolean[] {false, true}) {
      String name = service.create(place.plan("Unbegun")).name();
      if (queued) {
        place.files(name).queue(System.currentTimeMillis());
        assertEquals(RunState.QUEUED, service.find(name).state());
      }
      service.stop(name, StopTime.NOW);
      RunSummary stopped = service.find(name);
      assertEquals(RunState.STOPPED, stopped.state());
      assertEquals(Optional.empty(), stopped.model());
      assertEquals(List.of(), service.queued());
      KamclException failure =
          assertThrows(KamclException.class, () -> service.stop(name, StopTime.NOW));
      assertTrue(failure.getMessage().contains("It is stopped."), failure::getMessage);
      assertThrows(KamclException.class, () -> service.resume(name, StartTime.NOW));
      service.delete(name);
    }
    service.close();
  }

  @Test
  void runThatIsPausedByAFullDiskSaysWhichFolderNeedsHowMuch() throws IOException {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.create(place.plan("Full")).name();
    Files.writeString(
        place.runs().find(name).path().resolve("events.jsonl"),
        "{\"event\":\"end\",\"step\":0,\"outcome\":\"paused\",\"message\":\"full\","
            + "\"code\":\"engine.training.run.DISK_FULL\",\"arguments\":[\"/data/runs\",1234,7],"
            + "\"time\":1}\n");
    RunSummary run = service.find(name);
    assertEquals(RunState.PAUSED, run.state());
    String said = ErrorText.of(run.problem().orElseThrow(), Locale.ENGLISH);
    assertTrue(said.contains("1,234 MB in the folder /data/runs, but only 7 MB"), said);
    service.delete(name);
    service.close();
  }

  @Test
  void probesNameValidationImagesAndAreSuggestedUntilSomeAreGiven() {
    TrainingRunService service = place.service(RunIndex.NONE);
    String name = service.create(place.plan("Probes")).name();
    KamclException failure =
        assertThrows(
            KamclException.class,
            () ->
                service.setProbes(
                    name,
                    List.of(
                        new RunProbe("a road", Optional.of("p018.jpg")),
                        new RunProbe("a pier", Optional.of("p001.jpg")))));
    assertTrue(failure.is(TrainingRunError.PROBE_IMAGE_UNKNOWN));
    assertTrue(failure.getMessage().contains("\"p001.jpg\""), failure::getMessage);
    List<RunProbe> given = List.of(new RunProbe("a road", Optional.of("p018.jpg")));
    service.setProbes(name, given);
    assertEquals(given, service.probes(name));
    service.setProbes(name, List.of());
    assertEquals(List.of(), service.probes(name), "none on purpose");
    service.delete(name);
    service.close();
  }

  @Test
  void wrongSettingsAreNamedEachAndTogether() {
    TrainingRunService service = place.service(RunIndex.NONE);
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
        service.settings("published", Locale.ENGLISH).stream()
            .anyMatch(s -> s.name().equals("epochs") && s.group().equals("schedule")));
  }
}
