package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;

/**
 * What a tower gives for a batch.
 *
 * @param feature [B, embeddingSize], not normalised
 * @param concepts [B, conceptCount], strengths in 0..1
 */
public record Encoding(NDArray feature, NDArray concepts) {}
