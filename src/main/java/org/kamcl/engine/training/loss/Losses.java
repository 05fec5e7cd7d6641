package org.kamcl.engine.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.EngineConstants;

/** The losses on arrays; each result is a scalar. (Ji et al., TGRS 2023, sections III-C to E.) */
public final class Losses {
  private static final float NORM_FLOOR = 1e-8f;

  /** Smallest logarithm of a probability, as in PyTorch's binary cross entropy. */
  private static final double MIN_LOG = -100;

  /** Smallest p (1 - p) that a gradient is divided by, as in PyTorch's binary cross entropy. */
  private static final double MIN_VARIANCE = 1e-12;

  /** Added to the logits of excluded entries. */
  public static final float MASKED_LOGIT = -1e9f;

  private Losses() {}

  /** Rows divided by their L2 norm: x / (sqrt(sum x^2) + 1e-8), [B, D]. */
  public static NDArray l2Normalize(NDArray rows) {
    NDArray length = rows.mul(rows).sum(new int[] {1}, true).sqrt().add(NORM_FLOOR);
    return rows.div(length);
  }

  /** Similarities of unit rows, [B, D] x [N, D] -> [B, N]. */
  public static NDArray similarities(NDArray rows, NDArray others) {
    // Not transpose(), whose result would belong to the long-lived manager of the other rows.
    return rows.getNDArrayInternal().linear(rows, others, null).singletonOrThrow();
  }

  private static NDArray diagonal(NDManager manager, NDArray square) {
    long size = square.getShape().get(0);
    return square
        .mul(manager.eye((int) size, (int) size, 0, square.getDataType()))
        .sum(new int[] {1}, true);
  }

  /**
   * Triplet loss with the hardest negative in both directions: sum_i max_j [margin + s_ij - s_ii]_+
   * + sum_j max_i [margin + s_ij - s_jj]_+ over the negatives. (Faghri et al., BMVC 2018.)
   *
   * @param sims [B, B], images by captions
   * @param negatives [B, B], 1 for negative pairs, 0 elsewhere and on the diagonal
   */
  public static NDArray hardestNegativeTriplet(NDArray sims, NDArray negatives, double margin) {
    NDArray own = diagonal(sims.getManager(), sims);
    NDArray captions = hinge(sims.sub(own).add(margin), negatives);
    NDArray images = hinge(sims.sub(own.transpose(1, 0)).add(margin), negatives);
    return captions.max(new int[] {1}).sum().add(images.max(new int[] {0}).sum());
  }

  private static NDArray hinge(NDArray x, NDArray negatives) {
    // relu, because maximum(0) splits the gradient at ties.
    return x.getNDArrayInternal().relu().mul(negatives);
  }

  /**
   * Logits of momentum contrast: similarity of a query with its own key, then with the keys of the
   * queue, divided by the temperature. (He et al., CVPR 2020.)
   *
   * @param query [B, D] unit rows
   * @param key [B, D] unit rows, the positives
   * @param queue [K, D] unit rows
   * @param blocked [B, K] zero or {@link #MASKED_LOGIT}; null if all are negatives
   * @return [B, 1 + K]
   */
  public static NDArray momentumContrastLogits(
      NDArray query, NDArray key, NDArray queue, @Nullable NDArray blocked, double temperature) {
    NDArray positive = query.mul(key).sum(new int[] {1}, true);
    NDArray negative = similarities(query, queue);
    NDArray logits = EngineConstants.divide(positive.concat(negative, 1), temperature);
    if (blocked == null) {
      return logits;
    }
    NDArray free =
        query.getManager().zeros(new Shape(query.getShape().get(0), 1), query.getDataType());
    return logits.add(free.concat(blocked, 1));
  }

  /** Mean cross entropy of logits [B, 1 + K] whose target is the first column. */
  public static NDArray firstColumnCrossEntropy(NDArray logits) {
    return logits.logSoftmax(1).get(":, 0").mean().neg();
  }

  /**
   * Mean binary cross entropy of probabilities and soft labels in 0..1, both [B, C].
   *
   * <p>As in PyTorch, logarithms are clamped at -100 and the gradient with respect to p is (p - y)
   * / max(p (1 - p), 1e-12). Differentiating the clamped logarithm would give 0 / 0 where a sigmoid
   * is saturated. So the value is computed without a graph, and a term that is zero but has that
   * gradient is added.
   *
   * @param probabilities of the concept heads, 0..1
   */
  public static NDArray binaryCrossEntropy(NDArray probabilities, NDArray labels) {
    NDArray p = probabilities.stopGradient();
    NDArray complement = p.neg().add(1);
    NDArray present = labels.mul(p.log().clip(MIN_LOG, 0));
    NDArray absent = labels.neg().add(1).mul(complement.log().clip(MIN_LOG, 0));
    NDArray gradient = p.sub(labels).div(p.mul(complement).clip(MIN_VARIANCE, 1));
    NDArray surrogate = probabilities.sub(p).mul(gradient);
    return surrogate.sub(present.add(absent)).mean();
  }

  /**
   * Mean cross entropy of rows of logits with soft targets.
   *
   * @param targets [B, N], rows that sum to 1
   */
  static NDArray softCrossEntropy(NDArray logits, NDArray targets) {
    return logits.logSoftmax(1).mul(targets).sum(new int[] {1}).mean().neg();
  }
}
