package org.kamcl.engine.evaluation;

import java.util.Arrays;

/**
 * Retrieval metrics of a corpus in both directions.
 *
 * @param images number of images
 * @param captions number of captions
 * @param imageToText rank of the best own caption of an image among all captions
 * @param textToImage rank of the image of a caption among all images
 * @param meanRecall mR, the mean of the six recalls, in percent
 * @param imageRanks rank of each image from 0; -1 for an image without captions
 * @param captionRanks rank of each caption from 0
 */
public record RetrievalResult(
    int images,
    int captions,
    RetrievalMetrics imageToText,
    RetrievalMetrics textToImage,
    double meanRecall,
    int[] imageRanks,
    int[] captionRanks) {

  /**
   * The metrics of ranks.
   *
   * @param imageRanks rank of each image from 0; -1 for an image without captions
   * @param captionRanks rank of each caption from 0; at least one
   */
  public static RetrievalResult of(int[] imageRanks, int[] captionRanks) {
    RetrievalMetrics toText =
        RetrievalMetrics.of(Arrays.stream(imageRanks).filter(r -> r >= 0).toArray());
    RetrievalMetrics toImage = RetrievalMetrics.of(captionRanks);
    double mean =
        (toText.r1() + toText.r5() + toText.r10() + toImage.r1() + toImage.r5() + toImage.r10())
            / 6;
    return new RetrievalResult(
        imageRanks.length, captionRanks.length, toText, toImage, mean, imageRanks, captionRanks);
  }
}
