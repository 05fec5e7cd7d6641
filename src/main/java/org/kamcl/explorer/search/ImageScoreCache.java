package org.kamcl.explorer.search;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.engine.inference.ScoreCalibration.ImageScores;
import org.kamcl.engine.inference.ScoreCalibration.QueryScores;
import org.kamcl.explorer.index.EmbeddingIndex;

/**
 * The scores of the images of one index and the references of one calibration, each measured when
 * the image is first found. Comparing the 200 hits of a search with the references takes longer
 * than ranking 4,000 images, and the next searches find many of them again. Thread-safe.
 */
final class ImageScoreCache {
  private final ScoreCalibration calibration;
  private final EmbeddingIndex index;
  private final AtomicReferenceArray<ImageScores> byWords;
  private final AtomicReferenceArray<ImageScores> byImages;

  ImageScoreCache(ScoreCalibration calibration, EmbeddingIndex index) {
    this.calibration = calibration;
    this.index = index;
    this.byWords = new AtomicReferenceArray<>(index.size());
    this.byImages = new AtomicReferenceArray<>(index.size());
  }

  /** Whether it holds the scores of an index and a calibration. */
  @SuppressWarnings("ReferenceEquality") // Both are immutable, and large to compare.
  boolean isOf(ScoreCalibration wanted, EmbeddingIndex images) {
    return calibration == wanted && index == images;
  }

  /** Those of one kind of queries. */
  OfQueries of(boolean fromImages) {
    return new OfQueries(fromImages ? byImages : byWords);
  }

  /** The scores for queries by words, or for queries by image. */
  static final class OfQueries {
    private final AtomicReferenceArray<ImageScores> known;

    private OfQueries(AtomicReferenceArray<ImageScores> known) {
      this.known = known;
    }

    /**
     * The scores of an image.
     *
     * @param position in the index
     * @param vector is asked for the vector of the image if it has not been found before
     * @param query any query of this kind
     */
    ImageScores at(int position, Supplier<float[]> vector, QueryScores query) {
      ImageScores scores = known.get(position);
      if (scores == null) {
        // Two searches at once may both measure it, with the same result.
        scores = query.imageScores(vector.get());
        known.set(position, scores);
      }
      return scores;
    }
  }
}
