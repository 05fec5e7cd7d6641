package org.kamcl.engine.training;

import org.kamcl.engine.training.loss.FeatureQueue;

/**
 * What momentum contrast adds to a run. (Ji et al., TGRS 2023, section III-D.)
 *
 * @param encoder the key encoders
 * @param imageQueue image keys of earlier steps
 * @param textQueue caption keys of earlier steps
 */
public record MomentumContrast(
    MomentumEncoder encoder, FeatureQueue imageQueue, FeatureQueue textQueue) {}
