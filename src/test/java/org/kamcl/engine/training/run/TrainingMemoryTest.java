package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Measured in so many steps in a row; the least one lacks the arrays of a running step. */
  private static final int MEASURED = 18;

  private static final int LEAST_MEASUREMENTS = 4;

  /** With 0.5 MiB lost in each step it is 18. */
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
    List<Event> events = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    try (KamclProcess process =
        new KamclProcess(errors, options, arguments.toArray(String[]::new))) {
      for (JsonObject json = process.next(); json != null; json = process.next()) {
        if (!json.has("time")) {
          continue; // The command's own events, before and after the training.
        }
        Event event = Event.of(json);
        events.add(event);
        if (event.step() >= SETTLED && event.step() < END) {
          long begin = System.currentTimeMillis();
          long used = used(process);
          measurements.add(new Measurement(begin, System.currentTimeMillis(), used));
        }
      }
      assertEquals(0, process.await(), process.errors());
    }
    System.err.println(
        "MEASURED "
            + measurements.size()
            + " "
            + measurements.stream()
                .map(
                    m ->
                        m.around(events).stream().map(e -> "" + e.step()).toList()
                            + "="
                            + m.usedMiB())
                .toList());
    assertEquals(END, events.stream().mapToInt(Event::step).max().orElse(0));
    return least(events, measurements, END - MEASURED, END)
        - least(events, measurements, SETTLED, SETTLED + MEASURED);
  }

  /**
   * The least memory in use during some steps. The process goes on while it is measured, on a busy
   * machine by several steps: what counts is the step that ran, and what was measured between two
   * steps of training, not during a validation or a checkpoint.
   */
  private static long least(
      List<Event> events, List<Measurement> measurements, int first, int end) {
    List<Long> during = new ArrayList<>();
    for (Measurement measured : measurements) {
      List<Event> around = measured.around(events);
      if (around.stream().allMatch(event -> event.step() >= first && event.step() < end)) {
        during.add(measured.usedMiB());
      }
    }
    assertTrue(during.size() >= LEAST_MEASUREMENTS, during.size() + " measurements");
    return Collections.min(during);
  }

  /**
   * An event of the run.
   *
   * @param step -1 for other events than a step of training
   * @param millis its time
   */
  private record Event(int step, long millis) {
    static Event of(JsonObject json) {
      boolean step = json.get("event").getAsString().equals("step");
      return new Event(step ? json.get("step").getAsInt() : -1, json.get("time").getAsLong());
    }
  }

  /** Memory in use that was measured between two times. */
  private record Measurement(long begin, long end, long usedMiB) {
    /** The last event before, those meanwhile and the first one after. */
    List<Event> around(List<Event> events) {
      int first = 0;
      while (first + 1 < events.size() && events.get(first + 1).millis() <= begin) {
        first++;
      }
      int last = first;
      while (last + 1 < events.size() && events.get(last).millis() < end) {
        last++;
      }
      return events.subList(first, last + 1);
    }
  }

  private static long used(KamclProcess process) throws InterruptedException {
    OptionalLong used = process.usedMiB();
    assumeTrue(used.isPresent(), "This Java cannot return memory of the C library");
    return used.getAsLong();
  }
}
