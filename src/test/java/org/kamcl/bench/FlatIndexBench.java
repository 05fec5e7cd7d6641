package org.kamcl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.explorer.index.FlatIndex;

/**
 * Times the exact search for the 20 nearest of many vectors of 512 values, alternating with numpy's
 * float32 matrix-vector product on the same cores. Arguments: numbers of vectors (100000 1000000).
 * Without a python3 with numpy, only the search is timed. A million vectors need {@code -Xmx5g}.
 */
public final class FlatIndexBench {
  private static final int DIMENSION = 512;
  private static final int ROUNDS = 31;
  private static final String NUMPY =
      """
      import sys, time
      import numpy as np
      n, d = int(sys.argv[1]), int(sys.argv[2])
      matrix = np.random.default_rng(1).standard_normal((n, d), dtype=np.float32)
      vector = matrix[0].copy()
      print("ready", flush=True)
      for line in sys.stdin:
          start = time.perf_counter()
          matrix @ vector
          print(time.perf_counter() - start, flush=True)
      """;

  private FlatIndexBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException {
    String[] sizes = args.length == 0 ? new String[] {"100000", "1000000"} : args;
    try (WorkerPool workerPool = WorkerPool.forThisMachine()) {
      for (String size : sizes) {
        run(Integer.parseInt(size), workerPool);
      }
    }
  }

  private static void run(int vectors, WorkerPool workerPool) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    FlatIndex.Builder builder = new FlatIndex.Builder(DIMENSION);
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < vectors; i++) {
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random.nextDouble(-1, 1);
      }
      builder.add(i, vector);
    }
    FlatIndex index = builder.build(workerPool::runShared);
    ProcessBuilder command =
        new ProcessBuilder("python3", "-c", NUMPY, vectors + "", DIMENSION + "")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Otherwise its threads spin after each product and slow down the search.
    command.environment().put("OPENBLAS_THREAD_TIMEOUT", "4");
    Process numpy = command.start();
    try (BufferedReader out = numpy.inputReader(StandardCharsets.UTF_8);
        Writer in = numpy.outputWriter(StandardCharsets.UTF_8)) {
      boolean compare = "ready".equals(out.readLine());
      double[] theirs = new double[ROUNDS + 2];
      int[] round = {0};
      double[] ours =
          Bench.medians(
              ROUNDS,
              new Bench.Work("search", () -> index.search(vector, 20)),
              new Bench.Work("numpy", () -> theirs[round[0]++] = compare ? once(in, out) : 0));
      Bench.print("flat-index/" + vectors, 1000 * ours[0], "ms");
      if (compare) {
        double product = Bench.median(Arrays.copyOfRange(theirs, 2, theirs.length));
        Bench.print("numpy/" + vectors, 1000 * product, "ms");
        Bench.print("flat-index/numpy/" + vectors, ours[0] / product, "times");
      }
    } finally {
      numpy.destroy();
    }
  }

  /** Seconds of one product as measured by the numpy process. */
  private static double once(Writer in, BufferedReader out) {
    try {
      in.write("\n");
      in.flush();
      return Double.parseDouble(out.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
