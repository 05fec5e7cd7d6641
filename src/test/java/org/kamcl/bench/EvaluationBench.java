package org.kamcl.bench;

import java.util.Random;
import org.kamcl.engine.evaluation.RetrievalEvaluator;

/**
 * Times the published protocol on 1,000 images and 5,000 captions of 512 values, without embedding.
 */
public final class EvaluationBench {
  private EvaluationBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) {
    Random random = new Random(1);
    float[][] images = vectors(random, 1000);
    float[][] captions = vectors(random, 5000);
    int[] owners = new int[5000];
    for (int j = 0; j < owners.length; j++) {
      owners[j] = j / 5;
    }
    double[] seconds =
        Bench.medians(
            9,
            new Bench.Work(
                "evaluate", () -> RetrievalEvaluator.evaluate(images, captions, owners)));
    Bench.print("evaluation/1000x5000", seconds[0], "s");
  }

  private static float[][] vectors(Random random, int count) {
    float[][] vectors = new float[count][512];
    for (float[] vector : vectors) {
      for (int k = 0; k < vector.length; k++) {
        vector[k] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}
