package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.error.Problem;

/**
 * The embeddings of the images of a split and of their captions.
 *
 * @param images the images that could be read, N, in the order of the corpus
 * @param imageVectors [N][D], not normalized
 * @param imageConcepts [N][C], strengths of the model's concepts, 0..1
 * @param meanVectors [N][D], mean of the unit vectors of several orientations of each image; equal
 *     to {@code imageVectors} up to their lengths for one orientation
 * @param captions of these images, M, those of an image together
 * @param imageOfCaption [M], index of the image of each caption
 * @param captionVectors [M][D], not normalized
 * @param captionConcepts [M][C], strengths of the model's concepts, 0..1
 * @param skipped images that could not be read, with the reason
 */
public record CorpusEmbeddings(
    List<CorpusImage> images,
    float[][] imageVectors,
    float[][] imageConcepts,
    float[][] meanVectors,
    List<String> captions,
    int[] imageOfCaption,
    float[][] captionVectors,
    float[][] captionConcepts,
    Map<Path, Problem> skipped) {}
