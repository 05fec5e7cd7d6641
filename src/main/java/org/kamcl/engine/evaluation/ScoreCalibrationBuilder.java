package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
 * Builds the score calibration of a model from a corpus: the null distribution of unrelated pairs
 * of images and queries.
 */
public final class ScoreCalibrationBuilder {
  /** Number of images of the null distribution. */
  public static final int NULL_IMAGES = 1000;

  /** Number of queries of the null distribution: half concepts, half captions. */
  public static final int NULL_QUERIES = 300;

  /** Smallest number of images for a calibration. */
  public static final int MIN_IMAGES = 100;

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
    // Before the images, which take long.
    model.requireWords();
    List<CorpusImage> drawn = new ArrayList<>(images);
    Random random = new Random(seed);
    Collections.shuffle(drawn, random);
    drawn = drawn.subList(0, Math.min(drawn.size(), NULL_IMAGES));
    Map<Path, float[]> vectors = embedImages(drawn, listener);
    List<CorpusImage> read = drawn.stream().filter(i -> vectors.containsKey(i.path())).toList();
    if (read.size() < MIN_IMAGES) {
      throw new KamclException(EvaluationError.TOO_FEW_IMAGES, MIN_IMAGES, read.size());
    }
    float[][] queries = embedTexts(queries(read, random));
    listener.onProgress(ProgressStage.QUERIES, 1, 1);
    return new ScoreCalibration(rows(read, vectors), queries, source);
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
}
