package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;

/** Embeds the images and captions of a split and measures retrieval both ways. */
public final class CorpusEvaluation {
  /** Whole batches of any model, and enough to sort by length. */
  private static final int TEXTS_AT_ONCE = 4 * KamclModel.TEXT_BATCH;

  private final KamclModel model;
  private final ImageFileEmbedder embedder;

  /**
   * @param model embeds the captions
   * @param embedder embeds image files with the same model
   */
  public CorpusEvaluation(KamclModel model, ImageFileEmbedder embedder) {
    this.model = model;
    this.embedder = embedder;
  }

  /** Is told how far an evaluation is. */
  public interface Meter {
    /** Tells nobody. */
    Meter NONE = (what, done, total) -> {};

    /**
     * @param what "Images" or "Captions"
     */
    void at(String what, int done, int total);
  }

  /**
   * What was measured.
   *
   * @param imageOfCaption for each caption the image it belongs to
   * @param skipped images that could not be read and why
   */
  public record Outcome(RetrievalResult result, int[] imageOfCaption, Map<Path, String> skipped) {}

  /**
   * Evaluates images with all their captions.
   *
   * @throws EngineException if no image can be read
   */
  public Outcome run(List<CorpusImage> images, Meter meter) {
    Map<Path, float[]> vectors = new HashMap<>();
    Map<Path, String> skipped = new LinkedHashMap<>();
    List<Path> files = images.stream().map(CorpusImage::path).distinct().toList();
    embedder.embed(
        files,
        new ImageFileEmbedder.Sink() {
          @Override
          public void embedded(Path file, Embedding embedding) {
            vectors.put(file, embedding.vector());
            meter.at("Images", vectors.size() + skipped.size(), files.size());
          }

          @Override
          public void skipped(Path file, String reason) {
            skipped.put(file, reason);
            meter.at("Images", vectors.size() + skipped.size(), files.size());
          }
        });
    List<float[]> rows = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (CorpusImage image : images) {
      float[] vector = vectors.get(image.path());
      if (vector != null) {
        for (String caption : image.captions()) {
          captions.add(caption);
          owners.add(rows.size());
        }
        rows.add(vector);
      }
    }
    if (rows.isEmpty()) {
      throw new EngineException("None of the " + images.size() + " images could be read.");
    }
    float[][] texts = texts(captions, meter);
    int[] imageOfCaption = owners.stream().mapToInt(Integer::intValue).toArray();
    RetrievalResult result =
        RetrievalEvaluator.evaluate(rows.toArray(float[][]::new), texts, imageOfCaption);
    return new Outcome(result, imageOfCaption, skipped);
  }

  private float[][] texts(List<String> captions, Meter meter) {
    float[][] vectors = new float[captions.size()][];
    for (int from = 0; from < vectors.length; from += TEXTS_AT_ONCE) {
      int to = Math.min(from + TEXTS_AT_ONCE, vectors.length);
      List<Embedding> embeddings = model.embedTexts(captions.subList(from, to));
      for (int i = from; i < to; i++) {
        vectors[i] = embeddings.get(i - from).vector();
      }
      meter.at("Captions", to, vectors.length);
    }
    return vectors;
  }
}
