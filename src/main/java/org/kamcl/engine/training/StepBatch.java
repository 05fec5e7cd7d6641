package org.kamcl.engine.training;

import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.network.TextBatch;

/**
 * B pairs of a step, ready for the towers.
 *
 * @param images [B, 3, S, S]
 * @param texts B captions
 * @param lowerStates [B * T * 384] states behind the frozen text layers, zero at padding; null
 *     where the whole text tower runs
 * @param labels [B][C] soft concept labels
 * @param imageIds [B] numbers of the images
 * @param captionIds [B] numbers of the distinct captions
 */
record StepBatch(
    ImageBatch images,
    TextBatch texts,
    float[] lowerStates,
    float[][] labels,
    int[] imageIds,
    int[] captionIds) {}
