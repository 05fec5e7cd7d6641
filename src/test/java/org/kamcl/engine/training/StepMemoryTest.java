package org.kamcl.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.config.TrainingConfig;

/** Checks that a step releases its memory and leaves little for the garbage collector. */
class StepMemoryTest {
  private static final int STEPS = 10;
  private static final long CLEARED_WITHIN_MILLISECONDS = 60_000;
  private static final BufferPoolMXBean DIRECT =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .findFirst()
          .orElseThrow();

  private static EngineRuntime runtime;
  private static TrainingStepFixture rig;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    NetworkConfig network = NetworkConfig.defaults().withImageSize(32);
    TrainingConfig training =
        TrainingConfig.defaults().with(Map.of("batchSize", "4", "randomQueueInit", "true"));
    rig = new TrainingStepFixture(runtime, network, training, 8, 4);
    // The first steps allocate moments and reusable memory.
    rig.step();
    rig.step();
  }

  @AfterAll
  static void close() {
    rig.close();
    runtime.close();
  }

  @Test
  void stepAllocatesLittle() {
    long bytes = 0;
    long buffers = 0;
    for (int i = 0; i < STEPS; i++) {
      long bytesBefore = DIRECT.getMemoryUsed();
      long buffersBefore = DIRECT.getCount();
      rig.step();
      // A collection in between can reduce the figure of a step, but hardly that of all steps.
      bytes = Math.max(bytes, DIRECT.getMemoryUsed() - bytesBefore);
      buffers = Math.max(buffers, DIRECT.getCount() - buffersBefore);
    }
    // The engine's binding creates the bounds of clipped activations; the rest is token ids.
    assertTrue(bytes > 0 && bytes < 16 << 10, bytes + " bytes of Java memory a step");
    assertTrue(buffers < 200, buffers + " Java buffers a step");
  }

  @Test
  void stepReleasesItsArrays() throws InterruptedException {
    long before = buffersInUse();
    for (int i = 0; i < STEPS; i++) {
      rig.step();
    }
    long left = buffersInUse() - before;
    assertTrue(left < STEPS, left + " Java buffers are still held after " + STEPS + " steps");
  }

  /** Collects garbage, and waits until a reference to it is cleared. */
  private static void collect() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    PhantomReference<Object> garbage = new PhantomReference<>(new Object(), queue);
    System.gc();
    assertEquals(garbage, queue.remove(CLEARED_WITHIN_MILLISECONDS));
  }

  /** Objects that are still reachable, measured when further collections change nothing. */
  private static long buffersInUse() throws InterruptedException {
    long count = DIRECT.getCount();
    long before;
    do {
      before = count;
      collect();
      // Buffers are freed one after another: those of the first collection before this one ends.
      collect();
      count = DIRECT.getCount();
    } while (count < before);
    return count;
  }
}
