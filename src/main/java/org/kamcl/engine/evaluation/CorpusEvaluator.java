package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
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
import org.kamcl.progress.ProgressListener;

/** Embeds the images and captions of a split and evaluates retrieval in both directions. */
public final class CorpusEvaluator {
  private final CorpusEmbedder embedder;

  /**
   * @param model embeds the captions
   * @param embedder embeds image files with the same model
   */
  public CorpusEvaluator(KamclModel model, ImageFileEmbedder embedder) {
    this.embedder = new CorpusEmbedder(model, embedder);
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
    return evaluate(embedder.embed(images, orientations, listener), orientations, observer);
  }

  /**
   * Evaluates embeddings, and hands out those of the images.
   *
   * @param orientations that the images were embedded in
   */
  public static Evaluation evaluate(
      CorpusEmbeddings embedded, int orientations, EmbeddingObserver observer) {
    List<Embedding> ofImages = new ArrayList<>();
    for (int i = 0; i < embedded.images().size(); i++) {
      ofImages.add(new Embedding(embedded.imageVectors()[i], embedded.imageConcepts()[i]));
    }
    observer.embedded(embedded.images(), List.copyOf(ofImages));
    Map<Path, String> skipped = new LinkedHashMap<>();
    embedded
        .skipped()
        .forEach((file, problem) -> skipped.put(file, ErrorText.of(problem, Locale.ENGLISH)));
    return new Evaluation(
        evaluate(embedded.imageVectors(), embedded),
        orientations == 1 ? null : evaluate(embedded.meanVectors(), embedded),
        embedded.imageOfCaption(),
        skipped);
  }

  private static RetrievalResult evaluate(float[][] images, CorpusEmbeddings embedded) {
    return RetrievalEvaluator.evaluate(
        images, embedded.captionVectors(), embedded.imageOfCaption());
  }
}
