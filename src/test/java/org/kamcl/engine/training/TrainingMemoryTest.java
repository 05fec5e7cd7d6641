package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

class TrainingMemoryTest {
  private static final int STEPS = 300;
  private static final int SETTLED = 50;
  private static final long GROWTH_MIB = 100;

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void threeHundredStepsLeaveNoMemoryBehind() throws InterruptedException {
    TinyCorpus.write(folder.resolve("corpus"), 80, 0);
    TestModels.defaultModel(folder.resolve("home/models/small"));
    // The Java heap is there from the beginning, so that only native memory can grow.
    List<String> heap = List.of("-Xms500m", "-Xmx500m", "-XX:+AlwaysPreTouch");
    try (KamclProcess process =
        new KamclProcess(
            folder.resolve("errors.txt"),
            heap,
            "train",
            folder.resolve("corpus").toString(),
            "--from",
            "small",
            "--name",
            "long",
            "--epochs",
            "30",
            "--set",
            "batchSize=8",
            "--set",
            "queueSize=64",
            "--set",
            "normImages=16",
            "--set",
            "conceptFromEpoch=1",
            "--set",
            "tripletFromEpoch=2",
            "--set",
            "queueFromEpoch=2",
            "--set",
            "checkpointMinutes=0",
            "--json",
            "--home",
            folder.resolve("home").toString())) {
      long settled = 0;
      long end = 0;
      int steps = 0;
      JsonObject event = process.next("step");
      while (event != null) {
        steps = event.get("step").getAsInt();
        if (steps == SETTLED) {
          settled = process.residentMiB();
        }
        if (steps == STEPS) {
          end = process.residentMiB();
        }
        event = process.next("step");
      }
      assertEquals(0, process.await(), process.errors());
      assertEquals(STEPS, steps);
      long growth = end - settled;
      assertTrue(growth < GROWTH_MIB, settled + " MiB grew to " + end + " MiB");
    }
  }
}
