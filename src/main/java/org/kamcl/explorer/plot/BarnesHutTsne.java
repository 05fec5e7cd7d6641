package org.kamcl.explorer.plot;

import java.util.Arrays;

/**
 * t-SNE: places vectors in the plane so that near ones stay near. The repulsion of far points is
 * summarized, so that a step takes time in proportion to n log n. (Van der Maaten, Accelerating
 * t-SNE using tree-based algorithms, JMLR 15, 2014.) The result depends on nothing but the vectors,
 * also with several threads. Belongs to one thread, which may share the work.
 */
public final class BarnesHutTsne {
  /** Steps until the points are at rest. */
  public static final int STEPS = 1000;

  /** Effective number of neighbors; fewer for few vectors. */
  private static final double PERPLEXITY = 30;

  /** Attraction is this many times as strong in the first steps, which separates clusters. */
  private static final double EXAGGERATION = 12;

  private static final int EXAGGERATED_STEPS = 250;
  private static final double FIRST_MOMENTUM = 0.5;
  private static final double MOMENTUM = 0.8;
  private static final double LEAST_GAIN = 0.01;
  private static final double LEAST_RATE = 50;

  /** Standard deviation of the first coordinate at the start. */
  private static final double START = 1e-4;

  private static final double THETA = 0.5;
  private static final int GRAIN = 256;

  private final Affinities affinities;
  private final Parallel parallel;
  private final double rate;
  private final double[] points;
  private final double[] velocity;
  private final double[] gains;
  private int steps;

  private BarnesHutTsne(Affinities affinities, double[] start, Parallel parallel) {
    this.affinities = affinities;
    this.points = start;
    this.parallel = parallel;
    this.velocity = new double[start.length];
    this.gains = new double[start.length];
    Arrays.fill(gains, 1);
    // Belkina et al., Nature Communications 10, 2019; the gradient has the factor 4.
    this.rate = Math.max(start.length / 2.0 / EXAGGERATION / 4, LEAST_RATE);
  }

  /**
   * Finds the neighbors of all vectors, which takes time in proportion to their square.
   *
   * @param vectors at least 4, along their principal components, the first of which the points
   *     start from
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static BarnesHutTsne of(float[][] vectors, Parallel parallel) {
    double perplexity = Math.min(PERPLEXITY, (vectors.length - 1) / (double) Affinities.NEIGHBORS);
    int count = Math.min(vectors.length - 1, (int) (perplexity * Affinities.NEIGHBORS));
    NearestNeighbors neighbors = NearestNeighbors.of(vectors, count, parallel);
    return new BarnesHutTsne(
        Affinities.of(neighbors, perplexity, parallel), start(vectors), parallel);
  }

  private static double[] start(float[][] vectors) {
    double squares = 0;
    for (float[] vector : vectors) {
      squares += vector[0] * vector[0];
    }
    double scale = squares == 0 ? 1 : START / Math.sqrt(squares / vectors.length);
    double[] points = new double[2 * vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      points[2 * i] = scale * vectors[i][0];
      points[2 * i + 1] = vectors[i].length > 1 ? scale * vectors[i][1] : START * i;
    }
    return points;
  }

  /**
   * Moves all points once.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public void step() {
    boolean early = steps < EXAGGERATED_STEPS;
    double[] gradient = gradient(affinities, points, early ? EXAGGERATION : 1, THETA, parallel);
    double momentum = early ? FIRST_MOMENTUM : MOMENTUM;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < points.length; i++) {
      boolean sameSign = Math.signum(gradient[i]) == Math.signum(velocity[i]);
      gains[i] = Math.max(LEAST_GAIN, sameSign ? gains[i] * 0.8 : gains[i] + 0.2);
      velocity[i] = momentum * velocity[i] - rate * gains[i] * gradient[i];
      points[i] += velocity[i];
      if (i % 2 == 0) {
        meanX += points[i];
      } else {
        meanY += points[i];
      }
    }
    int n = points.length / 2;
    for (int i = 0; i < n; i++) {
      points[2 * i] -= meanX / n;
      points[2 * i + 1] -= meanY / n;
    }
    steps++;
  }

  /** Number of steps so far. */
  public int steps() {
    return steps;
  }

  /** The coordinates along x or y. */
  public float[] coordinates(boolean alongX) {
    float[] values = new float[points.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) points[2 * i + (alongX ? 0 : 1)];
    }
    return values;
  }

  /**
   * The gradient of the Kullback-Leibler divergence by the coordinates.
   *
   * @param points x and y of each point in turn
   * @param exaggeration factor of the attraction
   * @param theta see {@link QuadTree#repel}; exact for 0
   */
  static double[] gradient(
      Affinities affinities,
      double[] points,
      double exaggeration,
      double theta,
      Parallel parallel) {
    int n = points.length / 2;
    QuadTree tree = new QuadTree(points);
    double[] attraction = new double[points.length];
    double[] repulsion = new double[points.length];
    double[] weights = new double[n];
    parallel.run(
        n,
        GRAIN,
        (from, to) -> {
          QuadTree.Walk walk = new QuadTree.Walk();
          for (int i = from; i < to; i++) {
            tree.repel(i, theta, walk);
            repulsion[2 * i] = walk.forceX;
            repulsion[2 * i + 1] = walk.forceY;
            weights[i] = walk.weight;
            attract(affinities, points, i, attraction);
          }
        });
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double[] gradient = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      gradient[i] = 4 * (exaggeration * attraction[i] - repulsion[i] / total);
    }
    return gradient;
  }

  private static void attract(Affinities affinities, double[] points, int i, double[] attraction) {
    double x = points[2 * i];
    double y = points[2 * i + 1];
    double sumX = 0;
    double sumY = 0;
    for (int k = affinities.starts()[i]; k < affinities.starts()[i + 1]; k++) {
      int j = affinities.columns()[k];
      double dx = x - points[2 * j];
      double dy = y - points[2 * j + 1];
      double force = affinities.values()[k] / (1 + dx * dx + dy * dy);
      sumX += force * dx;
      sumY += force * dy;
    }
    attraction[2 * i] = sumX;
    attraction[2 * i + 1] = sumY;
  }
}
