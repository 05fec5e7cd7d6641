package org.kamcl.engine.evaluation;

/**
 * Both directions of retrieval on one corpus.
 *
 * @param images number of images
 * @param captions number of captions
 * @param imageToText an image's best-placed caption among all captions
 * @param textToImage a caption's image among all images
 * @param meanRecall mR, the mean of the six recalls, in percent
 * @param imageRanks each image's rank from 0; -1 for an image without captions
 * @param captionRanks each caption's rank from 0
 */
public record RetrievalResult(
    int images,
    int captions,
    RetrievalMetrics imageToText,
    RetrievalMetrics textToImage,
    double meanRecall,
    int[] imageRanks,
    int[] captionRanks) {}
