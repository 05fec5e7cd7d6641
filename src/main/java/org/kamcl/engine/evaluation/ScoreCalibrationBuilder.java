package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Builds the score calibration of a model from a corpus: the null distribution of unrelated pairs,
 * and the threshold of a strong match. The threshold is the one above which four of five concepts
 * that no caption of an archive mentions have no match in it.
 */
public final class ScoreCalibrationBuilder {
  /** Number of images of the null distribution. */
  public static final int NULL_IMAGES = 1000;

  /** Number of images of the archive that is searched for absent concepts. */
  public static final int ARCHIVE_IMAGES = 900;

  /** Number of queries of the null distribution: half concepts, half captions. */
  public static final int NULL_QUERIES = 300;

  private static final int MIN_IMAGES = 100;
  private static final int MIN_CONCEPTS = 20;
  private static final double SILENT_QUANTILE = 0.8;

  /** Fraction of images with a concept above which the concept is not used as an absent one. */
  private static final double MAX_CONCEPT_FREQUENCY = 0.2;

  private static final int RANKED_HITS = 20;
  private static final int MIN_STEM_LENGTH = 4;
  private static final int SUFFIX_LENGTH = 2;

  private final KamclModel model;
  private final ImageFileEmbedder embedder;

  /**
   * @param model embeds the queries
   * @param embedder embeds image files with the same model
   */
  public ScoreCalibrationBuilder(KamclModel model, ImageFileEmbedder embedder) {
    this.model = model;
    this.embedder = embedder;
  }

  /**
   * Samples images and captions and calibrates.
   *
   * @param images with captions; training images are suitable
   * @param source description of the images
   * @param seed of the sampling
   * @throws KamclException if fewer than {@value #MIN_IMAGES} images can be read
   */
  public ScoreCalibration build(
      List<CorpusImage> images, String source, long seed, ProgressListener listener) {
    List<CorpusImage> drawn = new ArrayList<>(images);
    Random random = new Random(seed);
    Collections.shuffle(drawn, random);
    drawn = drawn.subList(0, Math.min(drawn.size(), NULL_IMAGES + ARCHIVE_IMAGES));
    Map<Path, float[]> vectors = embedImages(drawn, listener);
    List<CorpusImage> read = drawn.stream().filter(i -> vectors.containsKey(i.path())).toList();
    if (read.size() < MIN_IMAGES) {
      throw new KamclException(EvaluationError.TOO_FEW_IMAGES, MIN_IMAGES, read.size());
    }
    int size = Math.min(NULL_IMAGES, read.size() / 2);
    List<CorpusImage> archive = read.subList(size, read.size());
    float[][] background = rows(read.subList(0, size), vectors);
    float[][] queries = embedTexts(queries(read.subList(0, size), random));
    listener.onProgress(ProgressStage.QUERIES, 1, 2);
    ScoreCalibration uncut =
        new ScoreCalibration(
            background, queries, ScoreCalibration.DEFAULT_STRONG_MATCH_THRESHOLD, source);
    double cut = strongThreshold(uncut, archive, rows(archive, vectors));
    listener.onProgress(ProgressStage.QUERIES, 2, 2);
    return new ScoreCalibration(background, queries, cut, source);
  }

  private Map<Path, float[]> embedImages(List<CorpusImage> images, ProgressListener listener) {
    Map<Path, float[]> vectors = new HashMap<>();
    List<Path> files = images.stream().map(CorpusImage::path).distinct().toList();
    int[] done = {0};
    embedder.embed(
        files,
        new ImageFileEmbedder.Sink() {
          @Override
          public void embedded(Path file, Embedding embedding) {
            vectors.put(file, embedding.unitVector());
            listener.onProgress(ProgressStage.IMAGES, ++done[0], files.size());
          }

          @Override
          public void skipped(Path file, Problem problem) {
            listener.onProgress(ProgressStage.IMAGES, ++done[0], files.size());
          }
        });
    return vectors;
  }

  private static float[][] rows(List<CorpusImage> images, Map<Path, float[]> vectors) {
    return images.stream().map(i -> vectors.get(i.path())).toArray(float[][]::new);
  }

  private float[][] embedTexts(List<String> texts) {
    return model.embedTexts(texts).stream().map(Embedding::unitVector).toArray(float[][]::new);
  }

  /** Concepts and captions, because users enter both short queries and sentences. */
  private List<String> queries(List<CorpusImage> images, Random random) {
    List<String> concepts = new ArrayList<>(visualConcepts());
    Collections.shuffle(concepts, random);
    Set<String> captions = new LinkedHashSet<>();
    for (CorpusImage image : images) {
      captions.add(image.captions().get(random.nextInt(image.captions().size())));
    }
    List<String> queries =
        new ArrayList<>(concepts.subList(0, Math.min(NULL_QUERIES / 2, concepts.size())));
    captions.stream().limit(NULL_QUERIES - queries.size()).forEach(queries::add);
    return queries;
  }

  private List<String> visualConcepts() {
    List<String> names = model.conceptNames();
    List<String> visual = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (model.isVisualConcept(i)) {
        visual.add(names.get(i));
      }
    }
    return visual;
  }

  private double strongThreshold(
      ScoreCalibration scoreCalibration, List<CorpusImage> archive, float[][] vectors) {
    List<String> words =
        archive.stream()
            .map(i -> " " + String.join(" ", i.captions()).toLowerCase(Locale.ROOT))
            .toList();
    List<String> concepts = visualConcepts();
    float[][] queries = embedTexts(concepts);
    List<Double> best = new ArrayList<>();
    for (int c = 0; c < queries.length; c++) {
      String name = concepts.get(c);
      // The stem of "river" also matches "rivers", that of "parked" also "parking".
      String stem =
          " "
              + name.substring(
                  0,
                  Math.max(
                      Math.min(MIN_STEM_LENGTH, name.length()), name.length() - SUFFIX_LENGTH));
      List<float[]> others = new ArrayList<>();
      for (int i = 0; i < vectors.length; i++) {
        if (!words.get(i).contains(stem)) {
          others.add(vectors[i]);
        }
      }
      if (others.size() >= (1 - MAX_CONCEPT_FREQUENCY) * vectors.length) {
        best.add(bestDeviation(scoreCalibration, queries[c], others));
      }
    }
    if (best.size() < MIN_CONCEPTS) {
      return ScoreCalibration.DEFAULT_STRONG_MATCH_THRESHOLD;
    }
    Collections.sort(best);
    return best.get((int) Math.ceil(SILENT_QUANTILE * (best.size() - 1)));
  }

  /** The deviation of the first hit. */
  private static double bestDeviation(
      ScoreCalibration scoreCalibration, float[] query, List<float[]> images) {
    ScoreCalibration.QueryScores queryScores = scoreCalibration.queryScores(query, false);
    double[] scores = images.stream().mapToDouble(v -> dot(query, v)).toArray();
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    double[] deviations = new double[Math.min(RANKED_HITS, order.length)];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = queryScores.zScore(scores[order[i]], images.get(order[i]));
    }
    ScoreCalibration.isotonic(deviations);
    return deviations[0];
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
