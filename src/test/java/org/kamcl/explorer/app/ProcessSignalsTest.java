package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Real processes that real signals end. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(90)
class ProcessSignalsTest {
  private static final int SIGINT = 2;

  /** Less than the time after which a process that does not notice the signal is ended. */
  private static final long SOON_MILLIS = 4_000;

  private static final long GRACE_MILLIS = 10_000;

  @TempDir private Path folder;

  /** What a probe does, the signal that it gets, and the exit code. */
  private record Probe(String kind, String signal, int code) {}

  private KamclProcess start(Probe probe) {
    Path errors = folder.resolve("errors-" + probe.kind + probe.signal);
    return new KamclProcess(SignalProbe.class, errors, List.of("-Xmx64m"), probe.kind);
  }

  private static void awaitStart(KamclProcess process) {
    assertEquals("ready", process.nextLine(), process.errors());
    assumeFalse(process.ignores(SIGINT), "started where SIGINT is ignored");
  }

  @Test
  void processEndsWithTheCodeOfItsSignal() throws InterruptedException {
    List<Probe> probes =
        List.of(
            new Probe("polite", "INT", 130),
            new Probe("polite", "TERM", 143),
            new Probe("polite", "HUP", 129),
            // These two do not end by themselves; they wait at the same time.
            new Probe("deaf", "TERM", 143),
            new Probe("stuck", "INT", 130));
    List<KamclProcess> processes = probes.stream().map(this::start).toList();
    try {
      processes.forEach(ProcessSignalsTest::awaitStart);
      for (int i = 0; i < probes.size(); i++) {
        processes.get(i).signal(probes.get(i).signal);
      }
      for (int i = 0; i < probes.size(); i++) {
        Probe probe = probes.get(i);
        long limit = probe.kind.equals("polite") ? SOON_MILLIS : GRACE_MILLIS;
        assertTrue(processes.get(i).endsWithin(limit), probe::toString);
        assertEquals(probe.code, processes.get(i).await(), probe::toString);
      }
    } finally {
      processes.forEach(KamclProcess::close);
    }
  }

  @Test
  void secondSignalEndsAtOnceWhatWaitsForASafePoint() throws InterruptedException {
    try (KamclProcess process = start(new Probe("holding", "INT", 130))) {
      awaitStart(process);
      process.signal("INT");
      assertFalse(process.endsWithin(1_000), "the command still holds the end");
      process.signal("INT");
      assertTrue(process.endsWithin(SOON_MILLIS));
      assertEquals(130, process.await());
    }
  }

  @ParameterizedTest
  @CsvSource({"prepare,INT,130", "step,TERM,143", "validate,INT,130"})
  void trainingPausesAtItsSafePoint(String during, String signal, int code)
      throws InterruptedException {
    TinyCorpus.write(folder.resolve("corpus"), 24, 12);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 32);
    List<String> command = new ArrayList<>(List.of("train", folder.resolve("corpus").toString()));
    command.addAll(List.of("--name", "run", "--from", "small", "--epochs", "200", "--json"));
    command.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    command.addAll(
        KamclProcess.settings(
            "batchSize=4 queueSize=8 batchNormAdaptationImages=24 checkpointMinutes=0"));
    try (KamclProcess process = kamcl(command)) {
      JsonObject event = process.next(during);
      assertNotNull(event, process.errors());
      assumeFalse(process.ignores(SIGINT), "started where SIGINT is ignored");
      process.signal(signal);
      JsonObject end = process.next("end");
      assertNotNull(end, process.errors());
      assertEquals("paused", end.get("outcome").getAsString());
      assertTrue(process.endsWithin(GRACE_MILLIS));
      assertEquals(code, process.await(), process.errors());
      assertFalse(process.errors().contains("rror"), process.errors());
    }
    // What was done is kept, and nothing unfinished is left.
    Path run = folder.resolve("workspace/runs/run");
    assertEquals(!during.equals("prepare"), Files.exists(run.resolve("checkpoint.safetensors")));
    assertFalse(Files.exists(run.resolve("checkpoint.next.safetensors")));
  }

  private KamclProcess kamcl(List<String> command) {
    return new KamclProcess(
        folder.resolve("errors.txt"),
        List.of("-Xmx600m", "-XX:TieredStopAtLevel=1"),
        command.toArray(String[]::new));
  }

  @Test
  void indexingEndsAtItsSafePoint() throws InterruptedException {
    TinyCorpus.write(folder.resolve("corpus"), 300, 0);
    TestModels.defaultModel(folder.resolve("workspace/models/default"));
    Path workspace = folder.resolve("workspace");
    try (KamclProcess process =
        kamcl(
            List.of(
                "index",
                folder.resolve("corpus").toString(),
                "--workspace",
                workspace.toString()))) {
      awaitFile(process, workspace.resolve("index.lock"));
      assumeFalse(process.ignores(SIGINT), "started where SIGINT is ignored");
      process.signal("INT");
      assertTrue(process.endsWithin(GRACE_MILLIS));
      assertEquals(130, process.await(), process.errors());
      // It says nothing where loading the engine takes longer than the time it is given.
      assertTrue(
          List.of("kamcl: interrupted", "").contains(process.errors().strip()), process.errors());
    }
  }

  @Test
  void windowStoresItsSettingsWhenTheProcessIsToldToEnd() throws InterruptedException {
    Path workspace = folder.resolve("workspace");
    TestModels.defaultModel(workspace.resolve("models/default"), 32);
    List<String> options =
        List.of(
            "-Xmx600m",
            "-XX:TieredStopAtLevel=1",
            "-Dglass.platform=Monocle",
            "-Dmonocle.platform=Headless",
            "-Dprism.order=sw",
            "-Dkamcl.log=DEBUG");
    try (KamclProcess process =
        new KamclProcess(
            folder.resolve("errors.txt"), options, "window", "--workspace", workspace.toString())) {
      while (!process.errors().contains("The window was shown")) {
        assertFalse(process.endsWithin(20), () -> "ended too early: " + process.errors());
      }
      process.signal("TERM");
      assertTrue(process.endsWithin(GRACE_MILLIS));
      assertEquals(143, process.await(), process.errors());
    }
    assertTrue(Files.exists(workspace.resolve("settings.json")));
  }

  private static void awaitFile(KamclProcess process, Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      assertFalse(process.endsWithin(20), () -> "ended too early: " + process.errors());
    }
  }
}
