package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Processes that are killed at random times end with bit-identical weights. */
class KilledRunTest {
  private static final int KILLS = 5;
  private static final int STEPS = 32;

  /** About three steps in the log. */
  private static final int MOST_BYTES = 1_500;

  @TempDir private static Path folder;

  @BeforeAll
  static void corpusAndModel() {
    TinyCorpus.write(folder.resolve("corpus"), 32, 6);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 32);
  }

  private static KamclProcess train(List<String> words) {
    List<String> command = new ArrayList<>(List.of("train"));
    command.addAll(words);
    command.addAll(List.of("--json", "--workspace", folder.resolve("workspace").toString()));
    // The processes are short, so fast compilation matters more than optimized code.
    return new KamclProcess(
        folder.resolve("errors.txt"),
        List.of("-Xmx600m", "-XX:TieredStopAtLevel=1"),
        command.toArray(String[]::new));
  }

  /** Four epochs of eight steps, in which every loss term starts. */
  private static KamclProcess begin(String name) {
    List<String> words = new ArrayList<>(List.of(folder.resolve("corpus").toString()));
    words.addAll(List.of("--name", name, "--from", "small", "--epochs", "4"));
    words.addAll(
        KamclProcess.settings(
            "batchSize=4 queueSize=32 batchNormAdaptationImages=16 conceptStartEpoch=2 tripletStartEpoch=3"
                + " queueStartEpoch=3 frozenTextLayers=5 checkpointSteps=2"));
    return train(words);
  }

  @Test
  void runThatIsKilledFiveTimesEndsLikeAnUninterruptedOne() throws InterruptedException {
    JsonObject unbroken;
    try (KamclProcess process = begin("unbroken")) {
      unbroken = process.next("end");
      assertEquals(0, process.await(), process.errors());
    }
    assertEquals(STEPS, unbroken.get("step").getAsInt());

    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    KamclProcess process = begin("broken");
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        // At a random time after a checkpoint, so that every process makes progress.
        assertNotNull(process.next("checkpoint"), "seed " + seed + ": " + process.errors());
        int events = random.nextInt(4);
        for (int i = 0; i < events; i++) {
          process.next();
        }
        awaitLog(process, random.nextInt(MOST_BYTES));
        process.kill();
        process = train(List.of("--resume", "broken"));
      }
      JsonObject end = process.next("end");
      assertNotNull(end, "seed " + seed + ": " + process.errors());
      assertEquals(0, process.await(), process.errors());
      for (String hash : new String[] {"state", "weights", "step", "modelEpoch"}) {
        assertEquals(unbroken.get(hash), end.get(hash), "seed " + seed + ": " + hash);
      }
    } finally {
      process.close();
    }
    List<JsonObject> one = history("unbroken");
    List<JsonObject> other = history("broken");
    assertEquals(one, other, "seed " + seed);
    assertTrue(one.size() >= STEPS + 4);
  }

  /** Waits until the log of the run has grown by a number of bytes, or the process has ended. */
  private static void awaitLog(KamclProcess process, int bytes) throws InterruptedException {
    File log = folder.resolve("workspace/runs/broken/events.jsonl").toFile();
    long wanted = log.length() + bytes;
    while (log.length() < wanted && !process.endsWithin(1)) {
      // The next look.
    }
  }

  /** Values of the steps and epochs of a run without times. */
  private static List<JsonObject> history(String run) {
    List<JsonObject> events = new ArrayList<>();
    for (JsonObject event : new RunStore(folder.resolve("workspace/runs")).find(run).events()) {
      String kind = event.get("event").getAsString();
      if (kind.equals("step") || kind.equals("epoch")) {
        event.remove("pairsPerSecond");
        event.remove("secondsLeft");
        event.remove("time");
        events.add(event);
      }
    }
    return events;
  }
}
