package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;

/**
 * The output of a tower for a batch.
 *
 * @param feature [B, embeddingSize], not normalized
 * @param conceptStrengths [B, conceptCount], strengths in 0..1
 */
public record TowerOutput(NDArray feature, NDArray conceptStrengths) {}
