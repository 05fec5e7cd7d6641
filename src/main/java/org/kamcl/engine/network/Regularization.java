package org.kamcl.engine.network;

/**
 * What is left out at random in a training pass. The engine's generator draws it, so that seeding
 * the engine before a step fixes the step.
 *
 * @param gruDropout share of the GRU's inputs and states; 0.25 in the published code
 * @param dropout share of the transformer's sublayer outputs
 * @param dropPath share of samples that skip the last residual block of EfficientNet; earlier
 *     blocks skip proportionally less (Huang et al., ECCV 2016)
 */
public record Regularization(float gruDropout, float dropout, float dropPath) {
  /** Leaves nothing out. */
  public static final Regularization NONE = new Regularization(0, 0, 0);
}
