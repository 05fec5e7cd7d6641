package org.kamcl.explorer.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.engine.inference.ScoreCalibration.ImageScores;
import org.kamcl.engine.inference.ScoreCalibration.QueryScores;
import org.kamcl.explorer.archive.ModelId;

/**
 * The scores of the images of one index and the references of one calibration, each measured when
 * the image is first found. Comparing the 200 hits of a search with the references takes longer
 * than ranking 4,000 images, and the next searches find many of them again. Thread-safe.
 */
final class ImageScoreCache {
  private final ScoreCalibration calibration;
  private final ModelId model;
  private final long embeddings;
  private final Map<Long, ImageScores> byWords = new ConcurrentHashMap<>();
  private final Map<Long, ImageScores> byImages = new ConcurrentHashMap<>();

  /**
   * @param embeddings version of the embeddings of the model
   */
  ImageScoreCache(ScoreCalibration calibration, ModelId model, long embeddings) {
    this.calibration = calibration;
    this.model = model;
    this.embeddings = embeddings;
  }

  /** Whether it holds the scores of some embeddings and a calibration. */
  @SuppressWarnings("ReferenceEquality") // It is immutable, and large to compare.
  boolean isOf(ScoreCalibration wanted, ModelId other, long version) {
    return calibration == wanted && model.equals(other) && embeddings == version;
  }

  /** Those of one kind of queries. */
  OfQueries of(boolean fromImages) {
    return new OfQueries(fromImages ? byImages : byWords);
  }

  /** The scores for queries by words, or for queries by image. */
  static final class OfQueries {
    private final Map<Long, ImageScores> known;

    private OfQueries(Map<Long, ImageScores> known) {
      this.known = known;
    }

    /**
     * The scores of an image.
     *
     * @param image its id
     * @param vector is asked for the vector of the image if it has not been found before
     * @param query any query of this kind
     */
    ImageScores at(long image, Supplier<float[]> vector, QueryScores query) {
      ImageScores scores = known.get(image);
      if (scores == null) {
        // Two searches at once may both measure it, with the same result.
        scores = query.imageScores(vector.get());
        known.put(image, scores);
      }
      return scores;
    }
  }
}
