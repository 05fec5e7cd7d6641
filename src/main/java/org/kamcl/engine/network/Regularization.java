package org.kamcl.engine.network;

/**
 * Dropout rates of a training pass. The engine's generator draws the masks, so that seeding the
 * engine before a step makes the step reproducible.
 *
 * @param gruDropout share of the GRU's inputs and states; 0.25 in the published code
 * @param dropout share of the transformer's sublayer outputs
 * @param dropPath share of samples that skip the last residual block of EfficientNet (stochastic
 *     depth); earlier blocks are skipped proportionally less often (Huang et al., ECCV 2016)
 */
public record Regularization(float gruDropout, float dropout, float dropPath) {
  /** No dropout. */
  public static final Regularization NONE = new Regularization(0, 0, 0);
}
