package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

class TrainingMemoryTest {
  private static final int STEPS_OF_EPOCH = 10;
  private static final int SETTLED = 50;
  private static final long GROWTH_MIB = 100;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @CsvSource({
    "300, ''",
    "150, 'imageSizes=32,64 captionsPerImage=2 synonyms=0.3 classBatches=0.5 blur=0.5 chunk=4'"
  })
  void stepsLeaveNoMemoryBehind(int wanted, String switches) throws InterruptedException {
    TinyCorpus.write(folder.resolve("corpus"), 80, 0);
    TestModels.defaultModel(folder.resolve("home/models/small"));
    // The Java heap is there from the beginning, so that only native memory can grow.
    List<String> heap = List.of("-Xms500m", "-Xmx500m", "-XX:+AlwaysPreTouch");
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(folder.resolve("corpus").toString(), "--from", "small"));
    arguments.addAll(List.of("--name", "long", "--epochs", "" + wanted / STEPS_OF_EPOCH));
    arguments.addAll(List.of("--json", "--home", folder.resolve("home").toString()));
    arguments.addAll(
        KamclProcess.settings(
            "batchSize=8 queueSize=64 normImages=16 conceptFromEpoch=1 tripletFromEpoch=2"
                + " queueFromEpoch=2 checkpointMinutes=0 "
                + switches));
    try (KamclProcess process =
        new KamclProcess(folder.resolve("errors.txt"), heap, arguments.toArray(String[]::new))) {
      long settled = 0;
      long end = 0;
      int steps = 0;
      JsonObject event = process.next("step");
      while (event != null) {
        steps = event.get("step").getAsInt();
        if (steps == SETTLED) {
          settled = process.residentMiB();
        }
        if (steps == wanted) {
          end = process.residentMiB();
        }
        event = process.next("step");
      }
      assertEquals(0, process.await(), process.errors());
      assertEquals(wanted, steps);
      long growth = end - settled;
      assertTrue(growth < GROWTH_MIB, settled + " MiB grew to " + end + " MiB");
    }
  }
}
