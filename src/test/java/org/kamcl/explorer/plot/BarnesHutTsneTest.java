package org.kamcl.explorer.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarnesHutTsneTest {
  private static final int CLUSTERS = 4;
  private static final int EACH = 60;

  /** Clusters around distant centers. */
  private static float[][] clusters() {
    Random random = new Random(5);
    float[][] vectors = new float[CLUSTERS * EACH][10];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < 10; d++) {
        vectors[i][d] = (float) (random.nextGaussian() + (d == i % CLUSTERS ? 12 : 0));
      }
    }
    return vectors;
  }

  private static Affinities affinities(float[][] vectors, double perplexity) {
    return Affinities.of(
        NearestNeighbors.of(vectors, (int) (3 * perplexity), Parallel.NONE),
        perplexity,
        Parallel.NONE);
  }

  /** The gradient by its definition (van der Maaten and Hinton, JMLR 9, 2008, equation 5). */
  private static double[] exactGradient(double[][] p, double[] y) {
    int n = p.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += i == j ? 0 : weight(y, i, j);
      }
    }
    double[] gradient = new double[2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          double w = weight(y, i, j);
          double factor = 4 * (p[i][j] - w / sum) * w;
          gradient[2 * i] += factor * (y[2 * i] - y[2 * j]);
          gradient[2 * i + 1] += factor * (y[2 * i + 1] - y[2 * j + 1]);
        }
      }
    }
    return gradient;
  }

  private static double weight(double[] y, int i, int j) {
    double dx = y[2 * i] - y[2 * j];
    double dy = y[2 * i + 1] - y[2 * j + 1];
    return 1 / (1 + dx * dx + dy * dy);
  }

  private static double[][] dense(Affinities affinities) {
    int n = affinities.starts().length - 1;
    double[][] p = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = affinities.starts()[i]; k < affinities.starts()[i + 1]; k++) {
        p[i][affinities.columns()[k]] = affinities.values()[k];
      }
    }
    return p;
  }

  private static double[] scattered(int n, double scale) {
    Random random = new Random(6);
    double[] y = new double[2 * n];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextGaussian() * scale;
    }
    // Points at the same place are one leaf of the tree.
    y[2] = y[0];
    y[3] = y[1];
    y[8] = y[0];
    y[9] = y[1];
    return y;
  }

  @Test
  void withoutSummariesTheGradientIsTheExactOne() {
    Affinities affinities = affinities(clusters(), 20);
    for (double scale : new double[] {1e-4, 1, 30}) {
      double[] y = scattered(CLUSTERS * EACH, scale);
      double[] exact = exactGradient(dense(affinities), y);
      double[] found = BarnesHutTsne.gradient(affinities, y, 1, 0, Parallel.NONE);
      double largest = 0;
      for (double value : exact) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(exact, found, 1e-12 * largest, "scale " + scale);
    }
  }

  @Test
  void summariesHardlyChangeTheGradient() {
    Affinities affinities = affinities(clusters(), 20);
    double[] y = scattered(CLUSTERS * EACH, 10);
    double[] exact = exactGradient(dense(affinities), y);
    double[] found = BarnesHutTsne.gradient(affinities, y, 1, 0.5, Parallel.NONE);
    double error = 0;
    double all = 0;
    for (int i = 0; i < exact.length; i++) {
      error += (found[i] - exact[i]) * (found[i] - exact[i]);
      all += exact[i] * exact[i];
    }
    assertTrue(error > 0, "something is summarized");
    assertTrue(Math.sqrt(error / all) < 0.05, "relative error " + Math.sqrt(error / all));
  }

  @Test
  void affinitiesAreSymmetricSumToOneAndHaveTheWantedPerplexity() {
    float[][] vectors = clusters();
    double[][] p = dense(affinities(vectors, 20));
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      assertEquals(0, p[i][i]);
      for (int j = 0; j < p.length; j++) {
        assertEquals(p[i][j], p[j][i], 1e-15);
        sum += p[i][j];
      }
    }
    assertEquals(1, sum, 1e-9);
    NearestNeighbors neighbors = NearestNeighbors.of(vectors, 60, Parallel.NONE);
    double[] weights = Affinities.conditional(neighbors.distances()[7], 20);
    double entropy = 0;
    for (double weight : weights) {
      entropy -= weight == 0 ? 0 : weight * Math.log(weight);
    }
    assertEquals(20, Math.exp(entropy), 1e-3);
  }

  @Test
  void neighborsAreTheNearestInOrder() {
    float[][] vectors = clusters();
    NearestNeighbors found = NearestNeighbors.of(vectors, 9, Parallel.NONE);
    for (int i = 0; i < vectors.length; i += 17) {
      int own = i;
      int[] expected =
          IntStream.range(0, vectors.length)
              .filter(j -> j != own)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer j) -> square(vectors[own], vectors[j])))
              .limit(9)
              .mapToInt(j -> j)
              .toArray();
      assertArrayEquals(expected, found.indices()[i], "vector " + i);
    }
  }

  private static double square(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }

  private static double distance(BarnesHutTsne tsne, int i, int j) {
    float[] x = tsne.coordinates(true);
    float[] y = tsne.coordinates(false);
    return Math.hypot(x[i] - x[j], y[i] - y[j]);
  }

  @Test
  void separateClustersStaySeparate() {
    BarnesHutTsne tsne = BarnesHutTsne.of(clusters(), Parallel.NONE);
    for (int i = 0; i < BarnesHutTsne.STEPS; i++) {
      tsne.step();
    }
    int n = CLUSTERS * EACH;
    for (int i = 0; i < n; i++) {
      int nearest = i == 0 ? 1 : 0;
      for (int j = 0; j < n; j++) {
        if (j != i && distance(tsne, i, j) < distance(tsne, i, nearest)) {
          nearest = j;
        }
      }
      assertEquals(i % CLUSTERS, nearest % CLUSTERS, "the nearest point of " + i);
    }
  }

  @Test
  void severalThreadsGiveTheSameResult() {
    BarnesHutTsne one = BarnesHutTsne.of(clusters(), Parallel.NONE);
    Parallel threads =
        new Parallel(
            work -> {
              Thread other = new Thread(work);
              other.start();
              work.run();
              try {
                other.join();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            () -> false);
    BarnesHutTsne two = BarnesHutTsne.of(clusters(), threads);
    for (int i = 0; i < 40; i++) {
      one.step();
      two.step();
    }
    assertArrayEquals(one.coordinates(true), two.coordinates(true));
    assertArrayEquals(one.coordinates(false), two.coordinates(false));
  }

  @Test
  void fewAndEqualVectorsArePlaced() {
    for (int n : new int[] {4, 5, 20}) {
      BarnesHutTsne tsne = BarnesHutTsne.of(new float[n][3], Parallel.NONE);
      for (int i = 0; i < 300; i++) {
        tsne.step();
      }
      for (float x : tsne.coordinates(true)) {
        assertTrue(Float.isFinite(x), n + " vectors");
      }
    }
  }

  @Test
  void theWorkCanBeCancelledAtAnyStep() {
    AtomicInteger questions = new AtomicInteger(30);
    BarnesHutTsne tsne =
        BarnesHutTsne.of(
            clusters(), new Parallel(Runnable::run, () -> questions.decrementAndGet() < 0));
    assertThrows(
        CancellationException.class,
        () -> {
          for (int i = 0; i < 100; i++) {
            tsne.step();
          }
        });
  }

  @Test
  void clustersAreFoundAgain() {
    float[][] vectors = clusters();
    KMeans found = KMeans.of(vectors, CLUSTERS, () -> false);
    assertArrayEquals(new int[] {EACH, EACH, EACH, EACH}, found.sizes());
    for (int i = 0; i < vectors.length; i++) {
      assertEquals(found.assignment()[i % CLUSTERS], found.assignment()[i]);
    }
    KMeans same = KMeans.of(new float[7][2], 3, () -> false);
    assertArrayEquals(new int[] {7}, same.sizes(), "equal vectors are one cluster");
  }
}
