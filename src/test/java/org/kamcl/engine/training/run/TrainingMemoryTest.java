package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/**
 * A run in a process of its own with everything switched on does not grow.
 *
 * <p>Resident memory says little about it. Of each step, the engine's binding leaves some dozens of
 * small Java buffers between the large blocks of the engine, until the next garbage collection. The
 * holes that they leave do not fit the blocks of another step, so the allocator takes new memory:
 * 40 to 60 MiB within 100 steps of the small model, more slowly with each step, all of it free and
 * none of it with a collection after each step. What counts is the memory in use, which was the
 * same after 20, 40, 70 and 100 steps.
 */
class TrainingMemoryTest {
  private static final int STEPS_OF_EPOCH = 10;
  private static final int SETTLED = 16;
  private static final int END = 70;

  /** Measured after so many steps in a row; the least one lacks the arrays of a running step. */
  private static final int MEASURED = 6;

  /** With 0.5 MiB lost in each step it is 25; without, 0 with a deviation of 8. */
  private static final long GROWTH_MIB = 12;

  /** Everything that takes memory of different sizes in each step. */
  private static final String SWITCHES =
      "imageSizes=32,64 captionsPerImage=2 synonymProbability=0.3 hardBatchFraction=0.5"
          + " blurProbability=0.5 chunkSize=4";

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void stepsDoNotLeakMemory() throws InterruptedException {
    TinyCorpus.write(folder.resolve("corpus"), 80, 0);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 64);
    long growth = growth();
    assertTrue(growth < GROWTH_MIB, "grew by " + growth + " MiB");
  }

  private long growth() throws InterruptedException {
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
    arguments.addAll(List.of("--name", "run", "--epochs", "" + END / STEPS_OF_EPOCH));
    arguments.addAll(List.of("--json", "--workspace", folder.resolve("workspace").toString()));
    arguments.addAll(
        KamclProcess.settings(
            "batchSize=8 queueSize=64 batchNormAdaptationImages=16 conceptStartEpoch=1"
                + " tripletStartEpoch=1 queueStartEpoch=1 checkpointMinutes=0 "
                + SWITCHES));
    Path errors = folder.resolve("errors.txt");
    try (KamclProcess process =
        new KamclProcess(errors, options, arguments.toArray(String[]::new))) {
      long settled = Long.MAX_VALUE;
      long end = Long.MAX_VALUE;
      int steps = 0;
      JsonObject event = process.next("step");
      while (event != null) {
        steps = event.get("step").getAsInt();
        if (steps >= SETTLED && steps < SETTLED + MEASURED) {
          settled = Math.min(settled, used(process));
        }
        if (steps >= END - MEASURED && steps < END) {
          end = Math.min(end, used(process));
        }
        event = process.next("step");
      }
      assertEquals(0, process.await(), process.errors());
      assertEquals(END, steps);
      return end - settled;
    }
  }

  private static long used(KamclProcess process) throws InterruptedException {
    OptionalLong used = process.usedMiB();
    assumeTrue(used.isPresent(), "This Java cannot return memory of the C library");
    return used.getAsLong();
  }
}
