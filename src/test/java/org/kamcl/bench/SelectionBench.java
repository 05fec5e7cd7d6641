package org.kamcl.bench;

import java.util.BitSet;
import java.util.Locale;
import java.util.Random;
import org.kamcl.engine.active.ImagePool;
import org.kamcl.engine.active.ImageSelector;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.FlatIndex;

/**
 * Times the choice of 20 images to caption among clustered random embeddings, with few and many
 * captioned ones: {@code SelectionBench [IMAGES]}.
 */
public final class SelectionBench {
  private static final int DIMENSION = 512;
  private static final int CLUSTERS = 200;
  private static final int COUNT = 20;
  private static final int RUNS = 3;

  private SelectionBench() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    FlatIndex index = index(images);
    double[] uncertainty = new Random(2).doubles(images, 5, 60).toArray();
    for (double share : new double[] {0, 0.001, 0.01, 0.1, 0.5}) {
      BitSet captioned = new BitSet();
      Random random = new Random(3);
      for (int i = 0; i < images; i++) {
        captioned.set(i, random.nextDouble() < share);
      }
      double best = Double.MAX_VALUE;
      Pool pool = new Pool(index, uncertainty, captioned);
      for (int run = 0; run < RUNS; run++) {
        pool.scans = 0;
        long begun = System.nanoTime();
        ImageSelector.select(pool, COUNT, () -> false);
        best = Math.min(best, (System.nanoTime() - begun) / 1e9);
      }
      System.out.printf(
          Locale.ROOT,
          "{\"images\": %d, \"captioned\": %d, \"seconds\": %.2f, \"comparisons\": %d}%n",
          images,
          captioned.cardinality(),
          best,
          pool.scans);
    }
  }

  /** Images around centers, as far from each other as those of an archive (cosine about 0.6). */
  private static FlatIndex index(int images) {
    Random random = new Random(1);
    float[][] centers = new float[CLUSTERS][];
    for (int c = 0; c < CLUSTERS; c++) {
      centers[c] = unit(gaussian(random));
    }
    FlatIndex.Builder builder = new FlatIndex.Builder(DIMENSION);
    for (int i = 0; i < images; i++) {
      float[] noise = unit(gaussian(random));
      float[] center = centers[random.nextInt(CLUSTERS)];
      float[] vector = new float[DIMENSION];
      float spread = 0.3f + random.nextFloat();
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = center[d] + spread * noise[d];
      }
      builder.add(i + 1, unit(vector));
    }
    return builder.build();
  }

  private static float[] gaussian(Random random) {
    float[] values = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      values[d] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (vector[d] / Math.sqrt(squares));
    }
    return vector;
  }

  private static final class Pool implements ImagePool {
    private final FlatIndex index;
    private final double[] uncertainty;
    private final BitSet captioned;
    private int scans;

    Pool(FlatIndex index, double[] uncertainty, BitSet captioned) {
      this.index = index;
      this.uncertainty = uncertainty;
      this.captioned = captioned;
    }

    @Override
    public int size() {
      return index.size();
    }

    @Override
    public boolean isCaptioned(int image) {
      return captioned.get(image);
    }

    @Override
    public boolean isCandidate(int image) {
      return true;
    }

    @Override
    public double uncertainty(int image) {
      return uncertainty[image];
    }

    @Override
    public float[] similarities(int image) {
      scans++;
      float[] vector = index.vector(index.id(image)).orElseThrow();
      return index.scan(vector, null, 1, EmbeddingIndex.ScanListener.NONE).scores();
    }
  }
}
