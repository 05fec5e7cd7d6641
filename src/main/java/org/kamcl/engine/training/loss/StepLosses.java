package org.kamcl.engine.training.loss;

/**
 * The weighted loss terms of a step.
 *
 * @param total the minimized loss
 * @param triplet triplet loss with the hardest negative
 * @param infoNce InfoNCE among the pairs of the batch
 * @param distillation divergence of the caption similarities from the initial sentence encoder
 * @param momentumContrast momentum contrast with both queues
 * @param concept concept loss of both sides
 * @param gradientNorm norm of all gradients before clipping
 */
public record StepLosses(
    double total,
    double triplet,
    double infoNce,
    double distillation,
    double momentumContrast,
    double concept,
    double gradientNorm) {}
