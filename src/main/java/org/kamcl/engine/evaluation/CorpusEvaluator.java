package org.kamcl.engine.evaluation;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Embeds the images and captions of a split and evaluates retrieval in both directions. */
public final class CorpusEvaluator {
  /** Whole batches for any model, and enough captions to sort by length. */
  private static final int TEXTS_AT_ONCE = 4 * KamclModel.TEXT_BATCH_SIZE;

  private final KamclModel model;
  private final ImageFileEmbedder embedder;

  /**
   * @param model embeds the captions
   * @param embedder embeds image files with the same model
   */
  public CorpusEvaluator(KamclModel model, ImageFileEmbedder embedder) {
    this.model = model;
    this.embedder = embedder;
  }

  /**
   * An evaluation.
   *
   * @param result with one view of each image
   * @param orientationAveraged with the mean embedding over several orientations of each image;
   *     null for one orientation
   * @param imageOfCaption index of the image of each caption
   * @param skipped images that could not be read, with the reason
   */
  public record Evaluation(
      RetrievalResult result,
      @Nullable RetrievalResult orientationAveraged,
      int[] imageOfCaption,
      Map<Path, String> skipped) {}

  /**
   * Evaluates images with all their captions.
   *
   * @throws KamclException if no image can be read
   */
  public Evaluation run(List<CorpusImage> images, ProgressListener listener) {
    return run(images, 1, listener);
  }

  /**
   * Evaluates images with all their captions, with one view of each image and with several.
   *
   * @param orientations 1..8; each one needs a pass over the images
   * @throws KamclException if no image can be read
   */
  public Evaluation run(List<CorpusImage> images, int orientations, ProgressListener listener) {
    return run(images, orientations, listener, EmbeddingObserver.NONE);
  }

  /**
   * Evaluates images with all their captions, and hands out the embeddings of the images.
   *
   * @param orientations 1..8; each one needs a pass over the images
   * @throws KamclException if no image can be read
   */
  public Evaluation run(
      List<CorpusImage> images,
      int orientations,
      ProgressListener listener,
      EmbeddingObserver observer) {
    Map<Path, Embedding> firstViews = new HashMap<>();
    Map<Path, float[][]> vectors = new HashMap<>();
    Map<Path, String> skipped = new LinkedHashMap<>();
    List<Path> files = images.stream().map(CorpusImage::path).distinct().toList();
    embedder.embedOrientations(
        files,
        orientations,
        new ImageFileEmbedder.OrientationSink() {
          @Override
          public void embedded(Path file, List<Embedding> views) {
            firstViews.put(file, views.get(0));
            vectors.put(file, new float[][] {views.get(0).vector(), mean(views)});
            listener.onProgress(
                ProgressStage.IMAGES, vectors.size() + skipped.size(), files.size());
          }

          @Override
          public void skipped(Path file, Problem problem) {
            skipped.put(file, ErrorText.of(problem, Locale.ENGLISH));
            listener.onProgress(
                ProgressStage.IMAGES, vectors.size() + skipped.size(), files.size());
          }
        });
    List<CorpusImage> read = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    List<float[]> means = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (CorpusImage image : images) {
      float[][] both = vectors.get(image.path());
      if (both != null) {
        for (String caption : image.captions()) {
          captions.add(caption);
          owners.add(rows.size());
        }
        read.add(image);
        rows.add(both[0]);
        means.add(both[1]);
      }
    }
    if (rows.isEmpty()) {
      throw new KamclException(EvaluationError.NO_READABLE_IMAGE, images.size());
    }
    observer.embedded(
        read, read.stream().map(image -> requireNonNull(firstViews.get(image.path()))).toList());
    float[][] texts = texts(captions, listener);
    int[] imageOfCaption = owners.stream().mapToInt(Integer::intValue).toArray();
    return new Evaluation(
        RetrievalEvaluator.evaluate(rows.toArray(float[][]::new), texts, imageOfCaption),
        orientations == 1
            ? null
            : RetrievalEvaluator.evaluate(means.toArray(float[][]::new), texts, imageOfCaption),
        imageOfCaption,
        skipped);
  }

  /** The mean of unit vectors. */
  private static float[] mean(List<Embedding> views) {
    float[] mean = new float[views.get(0).vector().length];
    for (Embedding view : views) {
      float[] unit = view.unitVector();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += unit[i] / views.size();
      }
    }
    return mean;
  }

  private float[][] texts(List<String> captions, ProgressListener listener) {
    float[][] vectors = new float[captions.size()][];
    for (int from = 0; from < vectors.length; from += TEXTS_AT_ONCE) {
      int to = Math.min(from + TEXTS_AT_ONCE, vectors.length);
      List<Embedding> embeddings = model.embedTexts(captions.subList(from, to));
      for (int i = from; i < to; i++) {
        vectors[i] = embeddings.get(i - from).vector();
      }
      listener.onProgress(ProgressStage.CAPTIONS, to, vectors.length);
    }
    return vectors;
  }
}
