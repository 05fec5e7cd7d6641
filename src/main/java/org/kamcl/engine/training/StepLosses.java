package org.kamcl.engine.training;

/**
 * What a step cost, each part with its weight.
 *
 * @param total what was minimised
 * @param triplet hardest-negative triplet
 * @param batch InfoNCE among the pairs of the batch
 * @param teacher distance of the captions' similarities from the starting sentence encoder's
 * @param contrast momentum contrast with both queues
 * @param concepts concept loss of both sides
 * @param gradientNorm of all gradients together, before clipping
 */
public record StepLosses(
    double total,
    double triplet,
    double batch,
    double teacher,
    double contrast,
    double concepts,
    double gradientNorm) {}
