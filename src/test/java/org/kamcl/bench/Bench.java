package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Times alternatives in alternating rounds and prints medians as JSON lines. */
final class Bench {
  private Bench() {}

  /** A named task to time. */
  record Work(String name, Runnable once) {}

  /**
   * Runs the tasks alternately, {@code rounds} times each, after two warm-up rounds.
   *
   * @return the median time of each task in seconds
   */
  static double[] medians(int rounds, Work... works) {
    double[][] seconds = new double[works.length][rounds];
    for (int round = -2; round < rounds; round++) {
      for (int w = 0; w < works.length; w++) {
        long start = System.nanoTime();
        works[w].once().run();
        if (round >= 0) {
          seconds[w][round] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    return Arrays.stream(seconds).mapToDouble(Bench::median).toArray();
  }

  /** The median; the upper one of an even number of values. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Prints one result. */
  static void print(String name, double value, String unit) {
    System.out.printf(
        Locale.ROOT, "{\"name\": \"%s\", \"value\": %.4g, \"unit\": \"%s\"}%n", name, value, unit);
  }

  /** A value of /proc/self/status, in MB. */
  static double status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow();
  }
}
