package org.kamcl.engine.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/**
 * Images and queries that have nothing to do with one another: how they score says how much the
 * score of a query and an image means. A score is compared twice, with those of the same query and
 * background images, and with those of the same image and background queries.
 *
 * <p>Each comparison gives standard deviations above the mean. A query's own mean and spread are
 * drawn halfway to those of all: a query that is like nothing has small scores of small spread, in
 * which any image would stand out. The spread of a query is taken from its best percent, where a
 * query that many background images answer reaches further. The query's side counts three times as
 * much as the image's, which was measured to tell less.
 */
public final class ScoreCalibration {
  /** Standard deviations of a match where nothing was measured. */
  public static final double DEFAULT_STRONG_MATCH_THRESHOLD = 2.9;

  private static final NormalDistribution NULL_DISTRIBUTION = NormalDistribution.of(0, 1);
  private static final double QUERY_SIDE = 0.75;
  private static final String IMAGES = "images";
  private static final String QUERIES = "queries";
  private static final String CUT = "cut";
  private static final String SOURCE = "source";

  private final float[][] imageRows;
  private final float[][] queryRows;
  private final double cut;
  private final String source;
  private final VectorBank images;
  private final VectorBank queries;
  private final PooledStatistics words;

  /** Measured when a query is first made of pictures. */
  private PooledStatistics pictures;

  /**
   * @param images of unit length, at least one
   * @param queries of unit length, at least one
   * @param cut standard deviations from which a match is strong
   * @param source where the images and queries come from, for people
   */
  public ScoreCalibration(float[][] images, float[][] queries, double cut, String source) {
    this.imageRows = images.clone();
    this.queryRows = queries.clone();
    this.cut = cut;
    this.source = source;
    this.images = new VectorBank(images);
    this.queries = new VectorBank(queries);
    this.words = PooledStatistics.of(this.images, queries);
  }

  private synchronized PooledStatistics pictures() {
    if (pictures == null) {
      // Some are enough, and all with all would take a second.
      pictures =
          PooledStatistics.of(
              images, every(imageRows, Math.min(imageRows.length, queryRows.length)));
    }
    return pictures;
  }

  private static float[][] every(float[][] rows, int count) {
    float[][] some = new float[count][];
    for (int i = 0; i < count; i++) {
      some[i] = rows[(int) ((long) i * rows.length / count)];
    }
    return some;
  }

  /** What queries of a kind are like on the whole. */
  private record PooledStatistics(double mean, double deviation, double tail) {
    static PooledStatistics of(VectorBank images, float[][] queries) {
      double mean = 0;
      double squares = 0;
      double tails = 0;
      for (float[] query : queries) {
        VectorBank.TailStatistics one = images.tailStatistics(query);
        mean += one.mean() / queries.length;
        squares += (one.deviation() * one.deviation() + one.mean() * one.mean()) / queries.length;
        tails += Math.log(one.tail()) / queries.length;
      }
      return new PooledStatistics(
          mean, Math.sqrt(Math.max(1e-6, squares - mean * mean)), Math.exp(tails));
    }
  }

  /** Standard deviations from which a match is strong. */
  public double strongMatchThreshold() {
    return cut;
  }

  /** Where the images and queries come from, for people. */
  public String source() {
    return source;
  }

  /** The dimension of its vectors. */
  public int dimension() {
    return imageRows[0].length;
  }

  /**
   * Measures the scores of one query.
   *
   * @param query of unit length
   * @param picture whether it was made of pictures, which are more like each other than words are
   *     like pictures
   */
  public QueryScores queryScores(float[] query, boolean picture) {
    return new QueryScores(query, picture);
  }

  /** Says what scores of one query mean. */
  public final class QueryScores {
    private final VectorBank.TailStatistics own;
    private final PooledStatistics pooledStatistics;
    private final VectorBank against;

    private QueryScores(float[] query, boolean picture) {
      this.own = images.tailStatistics(query);
      this.pooledStatistics = picture ? pictures() : words;
      this.against = picture ? images : queries;
    }

    /**
     * Standard deviations of a score above those of the query and background images.
     *
     * @param score of the query and any image
     */
    public double queryZScore(double score) {
      double middle = (own.mean() + pooledStatistics.mean()) / 2;
      return (score - middle) / Math.sqrt(own.tail() * pooledStatistics.tail());
    }

    /**
     * Standard deviations of a score above what background images and background queries reach,
     * both sides together.
     *
     * @param score of the query and the image
     * @param image of unit length
     */
    public double zScore(double score, float[] image) {
      VectorBank.Moments side = against.moments(image);
      double middle = (side.mean() + pooledStatistics.mean()) / 2;
      double ofImage =
          (score - middle) / Math.sqrt(side.deviation() * pooledStatistics.deviation());
      return QUERY_SIDE * queryZScore(score) + (1 - QUERY_SIDE) * ofImage;
    }
  }

  /**
   * Makes deviations of ranked hits fall with the rank: neighbours in the wrong order get their
   * common mean. So the strong hits are the first ones.
   *
   * @param deviations best rank first; changed
   */
  public static void isotonic(double[] deviations) {
    int[] sizes = new int[deviations.length];
    double[] means = new double[deviations.length];
    int runs = 0;
    for (double value : deviations) {
      means[runs] = value;
      sizes[runs++] = 1;
      while (runs > 1 && means[runs - 2] < means[runs - 1]) {
        int size = sizes[runs - 2] + sizes[runs - 1];
        means[runs - 2] =
            (means[runs - 2] * sizes[runs - 2] + means[runs - 1] * sizes[runs - 1]) / size;
        sizes[runs - 2] = size;
        runs--;
      }
    }
    int at = 0;
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < sizes[run]; i++) {
        deviations[at++] = means[run];
      }
    }
  }

  /**
   * The false match rate at a deviation: the upper tail of the normal distribution, above 0 to 1.
   *
   * @param deviations standard deviations above the mean of the null distribution
   */
  public static double falseMatchRate(double deviations) {
    return Math.max(Double.MIN_NORMAL, NULL_DISTRIBUTION.survivalProbability(deviations));
  }

  /**
   * The background of a model's folder, if it has one.
   *
   * @throws EngineException if it is damaged
   */
  public static Optional<ScoreCalibration> read(Path folder) {
    Path file = folder.resolve(ModelFiles.SCORE_CALIBRATION);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    WeightSet set = SafeTensors.read(file);
    try {
      return Optional.of(
          new ScoreCalibration(
              rows(file, set, IMAGES),
              rows(file, set, QUERIES),
              Double.parseDouble(
                  set.metadata().getOrDefault(CUT, "" + DEFAULT_STRONG_MATCH_THRESHOLD)),
              set.metadata().getOrDefault(SOURCE, "")));
    } catch (NumberFormatException e) {
      throw new EngineException(broken(file), e);
    }
  }

  private static String broken(Path file) {
    return file
        + " is no background of a model. Delete it, and make it again (kamcl models calibrate).";
  }

  private static float[][] rows(Path file, WeightSet set, String name) {
    TensorData tensor = set.tensors().get(name);
    if (tensor == null || tensor.shape().length != 2 || tensor.size() == 0) {
      throw new EngineException(broken(file));
    }
    int count = (int) tensor.shape()[0];
    int length = (int) tensor.shape()[1];
    float[] values = tensor.toFloats();
    float[][] rows = new float[count][length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, i * length, rows[i], 0, length);
    }
    return rows;
  }

  /**
   * Writes it into a model's folder, in half precision; an old one is replaced when all is written.
   */
  public void write(Path folder) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put(IMAGES, halves(imageRows));
    tensors.put(QUERIES, halves(queryRows));
    SafeTensors.write(
        folder.resolve(ModelFiles.SCORE_CALIBRATION),
        new WeightSet(tensors, Map.of(CUT, "" + cut, SOURCE, source)));
  }

  private static TensorData halves(float[][] rows) {
    int length = rows[0].length;
    float[] values = new float[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * length, length);
    }
    return TensorData.ofFloats(values, rows.length, length).toHalf();
  }
}
