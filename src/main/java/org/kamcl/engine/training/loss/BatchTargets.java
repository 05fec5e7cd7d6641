package org.kamcl.engine.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.EngineConstants;
import org.kamcl.engine.training.config.ContrastiveSettings;

/** Targets and losses among the pairs of a batch. */
public final class BatchTargets {
  private BatchTargets() {}

  /**
   * Mask of negatives: [N][N] with rows for the images of the N = B k captions, 1 for negatives.
   *
   * @param sims [B, N], images by captions
   * @param shared [B][N] true pairs; null if only the captions of an image belong to it
   */
  public static float[][] negativeMask(NDArray sims, boolean @Nullable [][] shared) {
    int count = (int) sims.getShape().get(1);
    int k = count / (int) sims.getShape().get(0);
    float[][] negatives = new float[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        boolean together = i / k == j / k || (shared != null && shared[i / k][j]);
        negatives[i][j] = together ? 0 : 1;
      }
    }
    return negatives;
  }

  /**
   * InfoNCE among the pairs of the batch in both directions with label smoothing and soft targets;
   * false negatives are excluded. The captions of an image share its target evenly; the target of a
   * caption is its image. (Radford et al., ICML 2021; several positives: Khosla et al., NeurIPS
   * 2020.)
   *
   * @param logits [B, N], images by captions; N = B k, captions of an image adjacent
   * @param shared [B][N] true pairs
   * @param alike [N][N] similarities of the captions in the sentence encoder; null for none
   */
  public static NDArray infoNce(
      NDManager manager,
      NDArray logits,
      boolean @Nullable [][] shared,
      float @Nullable [][] alike,
      ContrastiveSettings config) {
    int images = (int) logits.getShape().get(0);
    int captions = (int) logits.getShape().get(1);
    int k = captions / images;
    float[][] near = alike == null ? null : nearest(alike, images, k);
    float[][] blocked = new float[images][captions];
    float[][] byImage = new float[images][captions];
    float[][] byCaption = new float[captions][images];
    for (int i = 0; i < images; i++) {
      for (int j = 0; j < captions; j++) {
        if (i != j / k && shared != null && shared[i][j]) {
          blocked[i][j] = Losses.MASKED_LOGIT;
        }
      }
    }
    for (int i = 0; i < images; i++) {
      int own = i;
      targets(
          byImage[i],
          j -> j / k == own,
          k,
          j -> blocked[own][j] != 0,
          near == null ? null : j -> near[own][j],
          config);
    }
    for (int j = 0; j < captions; j++) {
      int own = j;
      targets(
          byCaption[j],
          i -> i == own / k,
          1,
          i -> blocked[i][own] != 0,
          near == null ? null : i -> near[i][own],
          config);
    }
    NDArray free = logits.add(EngineArrays.create(manager, blocked, logits.getDataType()));
    NDArray toText =
        Losses.softCrossEntropy(free, EngineArrays.create(manager, byImage, logits.getDataType()));
    NDArray toImage =
        Losses.softCrossEntropy(
            free.transpose(1, 0), EngineArrays.create(manager, byCaption, logits.getDataType()));
    return EngineConstants.multiply(toText.add(toImage), 0.5);
  }

  /** [B][N]: similarity of each caption to the most similar caption of each image. */
  private static float[][] nearest(float[][] alike, int images, int k) {
    float[][] near = new float[images][alike.length];
    for (int i = 0; i < images; i++) {
      for (int j = 0; j < alike.length; j++) {
        near[i][j] = alike[i * k][j];
        for (int c = 1; c < k; c++) {
          near[i][j] = Math.max(near[i][j], alike[i * k + c][j]);
        }
      }
    }
    return near;
  }

  /** A similarity by index. */
  private interface Similarity {
    float of(int index);
  }

  private static void targets(
      float[] row,
      IntPredicate own,
      int owned,
      IntPredicate left,
      @Nullable Similarity near,
      ContrastiveSettings config) {
    double smooth = config.labelSmoothing() / row.length;
    double soft = near == null ? 0 : config.softTargetFraction();
    double[] exponent = new double[row.length];
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      if (near != null && soft > 0 && !left.test(j)) {
        // The largest similarity is 1, that of a caption with itself.
        exponent[j] = Math.exp((near.of(j) - 1) / config.teacherTemperature());
        sum += exponent[j];
      }
    }
    double total = 0;
    for (int j = 0; j < row.length; j++) {
      if (!left.test(j)) {
        double hard = own.test(j) ? (1 - config.labelSmoothing() - soft) / owned : 0;
        row[j] = (float) (hard + smooth + (soft > 0 ? soft * exponent[j] / sum : 0));
        total += row[j];
      }
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (row[j] / total);
    }
  }

  /**
   * Kullback-Leibler divergence of the similarities among captions from those of the sentence
   * encoder. Keeps rare words close to their synonyms.
   *
   * @param sims [B, B] similarities of the caption features
   * @param alike [B][B] similarities in the sentence encoder
   */
  public static NDArray similarityDistillation(
      NDManager manager, NDArray sims, float[][] alike, ContrastiveSettings config) {
    int size = alike.length;
    float[][] itself = new float[size][size];
    float[][] target = new float[size][size];
    double entropy = 0;
    for (int i = 0; i < size; i++) {
      itself[i][i] = Losses.MASKED_LOGIT;
      double sum = 0;
      for (int j = 0; j < size; j++) {
        if (i != j) {
          target[i][j] = (float) Math.exp((alike[i][j] - 1) / config.teacherTemperature());
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
        EngineConstants.divide(sims, config.teacherTemperature())
            .add(EngineArrays.create(manager, itself, sims.getDataType()));
    return Losses.softCrossEntropy(logits, EngineArrays.create(manager, target, sims.getDataType()))
        .sub((float) (entropy / size));
  }
}
