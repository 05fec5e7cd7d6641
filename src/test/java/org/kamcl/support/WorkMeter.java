package org.kamcl.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures the processor time and the allocated memory of work on the calling thread. */
public final class WorkMeter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Below this time, doubled work is not distinguishable from noise. */
  private static final double NOISE_SECONDS = 0.15;

  private static final long NOISE_BYTES = 4L << 20;
  private static final double MAX_RATIO = 3;
  private static final int ROUNDS = 2;

  /** More rounds for work that seems slow: its first ones may run before its code is compiled. */
  private static final int MORE_ROUNDS = 6;

  private WorkMeter() {}

  /** Work whose failures are of no interest here. */
  @FunctionalInterface
  public interface Work {
    /** Does the work. */
    void run() throws Exception;
  }

  /**
   * What work cost.
   *
   * @param seconds of processor time
   * @param bytes allocated on the heap, including those that are free again
   */
  public record Cost(double seconds, long bytes) {}

  /** Runs work once. */
  public static Cost measure(Work work) throws Exception {
    long thread = Thread.currentThread().getId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long time = THREADS.getCurrentThreadCpuTime();
    work.run();
    return new Cost(
        (THREADS.getCurrentThreadCpuTime() - time) / 1e9,
        THREADS.getThreadAllocatedBytes(thread) - bytes);
  }

  /** The least cost of several runs. */
  private static Cost least(Work work) throws Exception {
    Cost least = measure(work);
    for (int i = 1; i < ROUNDS; i++) {
      least = least(least, measure(work));
    }
    return least;
  }

  private static Cost least(Cost a, Cost b) {
    return new Cost(Math.min(a.seconds, b.seconds), Math.min(a.bytes, b.bytes));
  }

  private static boolean isLinearInTime(Cost one, Cost two) {
    return two.seconds < NOISE_SECONDS || two.seconds < MAX_RATIO * one.seconds;
  }

  /**
   * Checks that work on an input of twice the size takes less than three times the time and the
   * memory.
   */
  public static void assertLinear(Work single, Work doubled) throws Exception {
    Cost one = least(single);
    Cost two = least(doubled);
    for (int i = 0; i < MORE_ROUNDS && !isLinearInTime(one, two); i++) {
      one = least(one, measure(single));
      two = least(two, measure(doubled));
    }
    String text = one + " for one, " + two + " for two";
    assertTrue(isLinearInTime(one, two), "time: " + text);
    assertTrue(two.bytes < NOISE_BYTES || two.bytes < MAX_RATIO * one.bytes, "memory: " + text);
  }
}
