package org.kamcl.engine.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/**
 * The null distribution of a model's scores: images and queries that are unrelated to one another.
 * It turns a score into a z-score, the number of standard deviations above unrelated pairs, and
 * that into a false match rate. A score is compared with those of the same query and the reference
 * images, and with those of the same image and the reference queries.
 *
 * <p>The mean and spread of a query are averaged with those of all reference queries: a query
 * unlike anything else has small scores of small spread, in which any image would stand out. The
 * spread is measured at a query's upper one percent, because queries with many matches have a
 * heavier tail. Both sides have the same weight. (docs/decisions/0006-score-calibration.md)
 */
public final class ScoreCalibration {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double QUERY_WEIGHT = 0.5;

  /** Vectors are stored in half precision, whose relative error is 0.0005. */
  private static final double LENGTH_TOLERANCE = 0.01;

  private static final String IMAGES = "images";
  private static final String QUERIES = "queries";
  private static final String SOURCE = "source";

  private final float[][] imageRows;
  private final float[][] queryRows;
  private final String source;
  private final VectorBank images;
  private final VectorBank queries;
  private final PooledStatistics textStatistics;

  /** Computed for the first query by image. */
  private @Nullable PooledStatistics imageStatistics;

  /** Computed for the first collection. */
  private @Nullable ReferenceScores referenceScores;

  /**
   * @param images of unit length, at least one
   * @param queries of unit length, at least one
   * @param source origin of the images and queries, for display
   */
  public ScoreCalibration(float[][] images, float[][] queries, String source) {
    this.imageRows = images.clone();
    this.queryRows = queries.clone();
    this.source = source;
    this.images = new VectorBank(images);
    this.queries = new VectorBank(queries);
    this.textStatistics = PooledStatistics.of(this.images, queries);
  }

  private synchronized PooledStatistics imageStatistics() {
    if (imageStatistics == null) {
      // A sample is enough; all pairs would take a second.
      imageStatistics =
          PooledStatistics.of(
              images, sample(imageRows, Math.min(imageRows.length, queryRows.length)));
    }
    return imageStatistics;
  }

  private static float[][] sample(float[][] rows, int count) {
    float[][] sample = new float[count][];
    for (int i = 0; i < count; i++) {
      sample[i] = rows[(int) ((long) i * rows.length / count)];
    }
    return sample;
  }

  /** Mean, standard deviation and tail of the scores of all reference queries. */
  private record PooledStatistics(double mean, double deviation, double tail) {
    static PooledStatistics of(VectorBank images, float[][] queries) {
      double mean = 0;
      double squares = 0;
      double tails = 0;
      for (float[] query : queries) {
        VectorBank.TailStatistics own = images.tailStatistics(query);
        mean += own.mean() / queries.length;
        squares += (own.deviation() * own.deviation() + own.mean() * own.mean()) / queries.length;
        tails += Math.log(own.tail()) / queries.length;
      }
      return new PooledStatistics(
          mean, Math.sqrt(Math.max(1e-6, squares - mean * mean)), Math.exp(tails));
    }
  }

  /** Origin of the images and queries, for display. */
  public String source() {
    return source;
  }

  /** Number of values of an embedding. */
  public int dimension() {
    return imageRows[0].length;
  }

  /** The mean of the reference queries: what they have in common, which tells images not apart. */
  public float[] meanQuery() {
    float[] mean = new float[dimension()];
    for (float[] query : queryRows) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += query[d] / queryRows.length;
      }
    }
    return mean;
  }

  /**
   * The z-scores of one query.
   *
   * @param query of unit length
   * @param byImage whether the query is the embedding of images, which are more similar to images
   *     than text is
   */
  public QueryScores queryScores(float[] query, boolean byImage) {
    return new QueryScores(query, byImage);
  }

  /** Z-scores of one query. */
  public final class QueryScores {
    private final VectorBank.TailStatistics own;
    private final PooledStatistics pooled;
    private final VectorBank references;

    private QueryScores(float[] query, boolean byImage) {
      this.own = images.tailStatistics(query);
      this.pooled = byImage ? imageStatistics() : textStatistics;
      this.references = byImage ? images : queries;
    }

    /**
     * Z-score against the scores of the query and the reference images.
     *
     * @param score of the query and any image
     */
    public double queryZScore(double score) {
      return (score - queryMean()) / queryDeviation();
    }

    /** The score of Z-score 0 against the scores of the query and the reference images. */
    public double queryMean() {
      return (own.mean() + pooled.mean()) / 2;
    }

    /** How much the score grows per unit of that Z-score, above 0. */
    public double queryDeviation() {
      return Math.sqrt(own.tail() * pooled.tail());
    }

    /**
     * Z-score against both the reference images and the reference queries.
     *
     * @param score of the query and the image
     * @param image of unit length
     */
    public double zScore(double score, float[] image) {
      return zScore(score, imageScores(image));
    }

    /**
     * The scores of an image and the references. They are the same for all queries by words, and
     * for all queries by image.
     *
     * @param image of unit length
     */
    public ImageScores imageScores(float[] image) {
      return ImageScores.of(references.moments(image));
    }

    /**
     * Z-score against both the reference images and the reference queries.
     *
     * @param score of the query and the image
     * @param image what {@link #imageScores} has measured for a query of the same kind
     */
    public double zScore(double score, ImageScores image) {
      double mean = (image.mean() + pooled.mean()) / 2;
      double ofImage = (score - mean) / Math.sqrt(image.deviation() * pooled.deviation());
      return QUERY_WEIGHT * queryZScore(score) + (1 - QUERY_WEIGHT) * ofImage;
    }
  }

  /**
   * The scores of an image and the references.
   *
   * @param mean of the scores
   * @param deviation their standard deviation, above 0
   */
  public record ImageScores(double mean, double deviation) {
    static ImageScores of(VectorBank.Moments moments) {
      return new ImageScores(moments.mean(), moments.deviation());
    }
  }

  /** Identifies the reference images and queries. */
  public int fingerprint() {
    return 31 * Arrays.deepHashCode(imageRows) + Arrays.deepHashCode(queryRows);
  }

  private synchronized ReferenceScores referenceScores() {
    if (referenceScores == null) {
      referenceScores = new ReferenceScores(this, imageRows, queryRows);
    }
    return referenceScores;
  }

  /**
   * Measures how the images of a collection score with queries that are unrelated to them: the
   * reference queries, and captions of other images of the collection.
   *
   * @param collection number of images of the collection
   * @param sample vectors of some of its images, of unit length, at least one
   * @param captions vectors of captions of the sample, of unit length; may be empty
   * @param described for each caption, the index in the sample of the image it describes
   */
  public CollectionStatistics measure(
      int collection, float[][] sample, float[][] captions, int[] described) {
    return referenceScores().compare(collection, sample, captions, described);
  }

  /** The scores of an image and the reference queries. */
  float[] queryScoresOf(float[] image) {
    return queries.scores(image);
  }

  /** Cosine similarity of an image and the most similar reference image. */
  double nearestReference(float[] image) {
    double nearest = -1;
    for (float score : images.scores(image)) {
      nearest = Math.max(nearest, score);
    }
    return nearest;
  }

  /**
   * Isotonic regression by pooling adjacent violators: makes z-scores of ranked hits
   * non-increasing, so that strong matches come first. (Ayer et al., Annals of Mathematical
   * Statistics 26, 1955.)
   *
   * @param zScores best rank first; modified
   */
  public static void isotonic(double[] zScores) {
    int[] sizes = new int[zScores.length];
    double[] means = new double[zScores.length];
    int blocks = 0;
    for (double value : zScores) {
      means[blocks] = value;
      sizes[blocks++] = 1;
      while (blocks > 1 && means[blocks - 2] < means[blocks - 1]) {
        int size = sizes[blocks - 2] + sizes[blocks - 1];
        means[blocks - 2] =
            (means[blocks - 2] * sizes[blocks - 2] + means[blocks - 1] * sizes[blocks - 1]) / size;
        sizes[blocks - 2] = size;
        blocks--;
      }
    }
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < sizes[block]; i++) {
        zScores[at++] = means[block];
      }
    }
  }

  /**
   * The share of unrelated pairs with at least this z-score: the upper tail of the standard normal
   * distribution.
   *
   * @return above 0, up to 1
   */
  public static double falseMatchRate(double zScore) {
    return Math.max(Double.MIN_NORMAL, NORMAL.survivalProbability(zScore));
  }

  /**
   * Reads the score calibration of a model's folder, if it has one.
   *
   * @throws KamclException if it is damaged
   */
  public static Optional<ScoreCalibration> read(Path folder) {
    Path file = folder.resolve(ModelFiles.SCORE_CALIBRATION);
    if (!Files.isRegularFile(file)) {
      file = folder.resolve(ModelFiles.FORMER_SCORE_CALIBRATION);
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    WeightSet set = SafeTensors.read(file);
    float[][] images = rows(file, set, IMAGES);
    float[][] queries = rows(file, set, QUERIES);
    if (images[0].length != queries[0].length) {
      throw new KamclException(InferenceError.SCORE_CALIBRATION_DAMAGED, file);
    }
    return Optional.of(
        new ScoreCalibration(images, queries, set.metadata().getOrDefault(SOURCE, "")));
  }

  private static float[][] rows(Path file, WeightSet set, String name) {
    TensorData tensor = set.tensors().get(name);
    if (tensor == null || tensor.shape().length != 2 || tensor.size() == 0) {
      throw new KamclException(InferenceError.SCORE_CALIBRATION_DAMAGED, file);
    }
    int count = (int) tensor.shape()[0];
    int length = (int) tensor.shape()[1];
    float[] values = tensor.toFloats();
    float[][] rows = new float[count][length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, i * length, rows[i], 0, length);
      if (!hasUnitLength(rows[i])) {
        throw new KamclException(InferenceError.SCORE_CALIBRATION_DAMAGED, file);
      }
    }
    return rows;
  }

  /** Whether a stored vector has length 1; one with NaN or infinity has not. */
  private static boolean hasUnitLength(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return Math.abs(Math.sqrt(squares) - 1) < LENGTH_TOLERANCE;
  }

  /** Writes the calibration to a model's folder in half precision, atomically. */
  public void write(Path folder) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put(IMAGES, toHalves(imageRows));
    tensors.put(QUERIES, toHalves(queryRows));
    SafeTensors.write(
        folder.resolve(ModelFiles.SCORE_CALIBRATION),
        new WeightSet(tensors, Map.of(SOURCE, source)));
  }

  private static TensorData toHalves(float[][] rows) {
    int length = rows[0].length;
    float[] values = new float[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * length, length);
    }
    return TensorData.ofFloats(values, rows.length, length).toHalf();
  }
}
