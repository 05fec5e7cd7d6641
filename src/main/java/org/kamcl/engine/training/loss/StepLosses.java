package org.kamcl.engine.training.loss;

/**
 * What a step cost, each part with its weight.
 *
 * @param total what was minimised
 * @param triplet hardest-negative triplet
 * @param infoNce InfoNCE among the pairs of the batch
 * @param distillation distance of the captions' similarities from the starting sentence encoder's
 * @param momentumContrast momentum contrast with both queues
 * @param concept concept loss of both sides
 * @param gradientNorm of all gradients together, before clipping
 */
public record StepLosses(
    double total,
    double triplet,
    double infoNce,
    double distillation,
    double momentumContrast,
    double concept,
    double gradientNorm) {}
