package org.kamcl.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.IntPredicate;
import org.kamcl.engine.network.Constants;

/** Targets of the losses among the pairs of a batch, and these losses. */
final class BatchTargets {
  private BatchTargets() {}

  /**
   * [B][B], 1 for negatives.
   *
   * @param sims [B, B]
   * @param shared what belongs together; null where only the diagonal does
   */
  static float[][] negatives(NDArray sims, boolean[][] shared) {
    int size = (int) sims.getShape().get(0);
    float[][] negatives = new float[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean together = i == j || (shared != null && shared[i][j]);
        negatives[i][j] = together ? 0 : 1;
      }
    }
    return negatives;
  }

  /**
   * InfoNCE in the batch, mean of both ways, with label smoothing and soft targets; what belongs
   * together without being the pair is left out. (Radford et al., ICML 2021.)
   *
   * @param logits [B, B], images by captions
   * @param alike [B][B] similarities of the captions in the sentence encoder; null for none
   */
  static NDArray infoNce(
      NDManager manager,
      NDArray logits,
      boolean[][] shared,
      float[][] alike,
      TrainingConfig config) {
    int size = (int) logits.getShape().get(0);
    float[][] blocked = new float[size][size];
    float[][] byImage = new float[size][size];
    float[][] byCaption = new float[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (i != j && shared != null && shared[i][j]) {
          blocked[i][j] = Losses.BLOCKED;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      int own = i;
      targets(byImage[i], own, j -> blocked[own][j] != 0, alike, config);
      targets(byCaption[i], own, j -> blocked[j][own] != 0, alike, config);
    }
    NDArray free = logits.add(manager.create(blocked));
    NDArray images = Losses.softCrossEntropy(free, manager.create(byImage));
    NDArray captions = Losses.softCrossEntropy(free.transpose(1, 0), manager.create(byCaption));
    return Constants.times(images.add(captions), 0.5);
  }

  private static void targets(
      float[] row, int own, IntPredicate left, float[][] alike, TrainingConfig config) {
    double smooth = config.contrastive().labelSmoothing() / row.length;
    double soft = alike == null ? 0 : config.contrastive().softTargets();
    double[] exponent = new double[row.length];
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      if (soft > 0 && !left.test(j)) {
        // The largest is 1, the similarity with itself.
        exponent[j] = Math.exp((alike[own][j] - 1) / config.contrastive().softTemperature());
        sum += exponent[j];
      }
    }
    double total = 0;
    for (int j = 0; j < row.length; j++) {
      if (!left.test(j)) {
        double hard = j == own ? 1 - config.contrastive().labelSmoothing() - soft : 0;
        row[j] = (float) (hard + smooth + (soft > 0 ? soft * exponent[j] / sum : 0));
        total += row[j];
      }
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (row[j] / total);
    }
  }

  /**
   * Kullback-Leibler distance of the captions' mutual similarities from the sentence encoder's:
   * keeps words that the captions hardly hold near their synonyms.
   *
   * @param sims [B, B] similarities of the captions' features
   * @param alike [B][B] of the sentence encoder
   */
  static NDArray distance(NDManager manager, NDArray sims, float[][] alike, TrainingConfig config) {
    int size = alike.length;
    float[][] itself = new float[size][size];
    float[][] target = new float[size][size];
    double entropy = 0;
    for (int i = 0; i < size; i++) {
      itself[i][i] = Losses.BLOCKED;
      double sum = 0;
      for (int j = 0; j < size; j++) {
        if (i != j) {
          target[i][j] =
              (float) Math.exp((alike[i][j] - 1) / config.contrastive().softTemperature());
          sum += target[i][j];
        }
      }
      for (int j = 0; j < size; j++) {
        target[i][j] = (float) (target[i][j] / Math.max(sum, Double.MIN_NORMAL));
        if (target[i][j] > 0) {
          entropy -= target[i][j] * Math.log(target[i][j]);
        }
      }
    }
    NDArray logits =
        Constants.over(sims, config.contrastive().softTemperature()).add(manager.create(itself));
    return Losses.softCrossEntropy(logits, manager.create(target)).sub((float) (entropy / size));
  }
}
