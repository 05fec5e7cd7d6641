package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/**
 * Two concurrent runs in separate processes on one core each, because most of a small step is
 * serial.
 */
class TrainingMemoryTest {
  private static final int STEPS_OF_EPOCH = 10;
  // The allocator of the engine settles within about 40 steps; a leak grows with every step.
  private static final int SETTLED = 40;
  private static final int END = 70;
  private static final long GROWTH_MIB = 12;
  private static final List<String> SWITCHES =
      List.of(
          "",
          "imageSizes=32,64 captionsPerImage=2 synonymProbability=0.3 hardBatchFraction=0.5 blurProbability=0.5 chunkSize=4");

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void stepsDoNotLeakMemory() throws InterruptedException {
    TinyCorpus.write(folder.resolve("corpus"), 80, 0);
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    ExecutorService both = Executors.newFixedThreadPool(SWITCHES.size());
    try {
      List<Future<Long>> growths = new ArrayList<>();
      for (int i = 0; i < SWITCHES.size(); i++) {
        int number = i;
        growths.add(both.submit(() -> growth("run" + number, SWITCHES.get(number))));
      }
      List<Executable> checks = new ArrayList<>();
      for (int i = 0; i < SWITCHES.size(); i++) {
        int number = i;
        checks.add(
            () -> {
              long growth = growths.get(number).get();
              String what = "'" + SWITCHES.get(number) + "' grew by " + growth + " MiB";
              assertTrue(growth < GROWTH_MIB, what);
            });
      }
      assertAll(checks);
    } finally {
      both.shutdownNow();
    }
  }

  private long growth(String name, String switches) throws InterruptedException {
    // The Java heap is committed at the start, and the optimizing compiler, which takes native
    // memory at any time, is off, so that only the memory of the engine can grow.
    List<String> options =
        List.of(
            "-Xms500m",
            "-Xmx500m",
            "-XX:+AlwaysPreTouch",
            "-XX:TieredStopAtLevel=1",
            "-Dai.djl.pytorch.num_threads=1");
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(folder.resolve("corpus").toString(), "--from", "small"));
    arguments.addAll(List.of("--name", name, "--epochs", "" + END / STEPS_OF_EPOCH));
    arguments.addAll(List.of("--json", "--workspace", folder.resolve("workspace").toString()));
    arguments.addAll(
        KamclProcess.settings(
            "batchSize=8 queueSize=64 batchNormAdaptationImages=16 conceptStartEpoch=1 tripletStartEpoch=2"
                + " queueStartEpoch=2 checkpointMinutes=0 "
                + switches));
    Path errors = folder.resolve(name + "-errors.txt");
    try (KamclProcess process =
        new KamclProcess(errors, options, arguments.toArray(String[]::new))) {
      long settled = 0;
      long end = 0;
      int steps = 0;
      JsonObject event = process.next("step");
      while (event != null) {
        steps = event.get("step").getAsInt();
        if (steps == SETTLED) {
          settled = process.residentMiB();
        }
        if (steps == END) {
          end = process.residentMiB();
        }
        event = process.next("step");
      }
      assertEquals(0, process.await(), process.errors());
      assertEquals(END, steps);
      return end - settled;
    }
  }
}
