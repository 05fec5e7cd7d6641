package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;

/**
 * What a tower gives for a batch.
 *
 * @param feature [B, embeddingSize], not normalised
 * @param conceptStrengths [B, conceptCount], strengths in 0..1
 */
public record TowerOutput(NDArray feature, NDArray conceptStrengths) {}
