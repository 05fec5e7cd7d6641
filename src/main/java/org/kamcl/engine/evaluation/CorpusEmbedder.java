package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Embeds the images of a split with all their captions. */
public final class CorpusEmbedder {
  /** Whole batches for any model, and enough captions to sort by length. */
  private static final int TEXTS_AT_ONCE = 4 * KamclModel.TEXT_BATCH_SIZE;

  private final KamclModel model;
  private final ImageFileEmbedder embedder;

  /**
   * @param model embeds the captions
   * @param embedder embeds image files with the same model
   */
  public CorpusEmbedder(KamclModel model, ImageFileEmbedder embedder) {
    this.model = model;
    this.embedder = embedder;
  }

  /** The embedding of one view of an image, and the mean of all views. */
  private record Views(Embedding first, float[] mean) {}

  /**
   * Embeds images and captions.
   *
   * @param orientations 1..8; each one needs a pass over the images
   * @param listener is told the progress; what it throws ends the work
   * @throws KamclException if no image can be read
   */
  public CorpusEmbeddings embed(
      List<CorpusImage> images, int orientations, ProgressListener listener) {
    return embed(images, orientations, (vectors, owners, captions, from) -> {}, listener);
  }

  /** Receives the captions that were encoded last. */
  @FunctionalInterface
  public interface CaptionSink {
    /**
     * Receives captions.
     *
     * @param images [N][D], vectors of all images
     * @param imageOfCaption [M], index of the image of each caption, for all captions
     * @param captions vectors of some captions
     * @param from index of the first of them
     */
    void encoded(float[][] images, int[] imageOfCaption, float[][] captions, int from);
  }

  /**
   * Embeds images and captions.
   *
   * @param orientations 1..8; each one needs a pass over the images
   * @param sink receives the captions while they are encoded
   * @param listener is told the progress; what it throws ends the work
   * @throws KamclException if no image can be read
   */
  public CorpusEmbeddings embed(
      List<CorpusImage> images, int orientations, CaptionSink sink, ProgressListener listener) {
    model.requireWords();
    Map<Path, Views> views = new HashMap<>();
    Map<Path, Problem> skipped = new LinkedHashMap<>();
    List<Path> files = images.stream().map(CorpusImage::path).distinct().toList();
    embedder.embedOrientations(
        files,
        orientations,
        new ImageFileEmbedder.OrientationSink() {
          @Override
          public void embedded(Path file, List<Embedding> oriented) {
            views.put(file, new Views(oriented.get(0), mean(oriented)));
            tell();
          }

          @Override
          public void skipped(Path file, Problem problem) {
            skipped.put(file, problem);
            tell();
          }

          private void tell() {
            listener.onProgress(ProgressStage.IMAGES, views.size() + skipped.size(), files.size());
          }
        });
    List<CorpusImage> read = images.stream().filter(i -> views.containsKey(i.path())).toList();
    if (read.isEmpty()) {
      throw new KamclException(EvaluationError.NO_READABLE_IMAGE, images.size());
    }
    List<String> captions = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      for (String caption : read.get(i).captions()) {
        captions.add(caption);
        owners.add(i);
      }
    }
    List<Views> ofRead = read.stream().map(image -> views.get(image.path())).toList();
    float[][] vectors = ofRead.stream().map(v -> v.first().vector()).toArray(float[][]::new);
    int[] imageOfCaption = owners.stream().mapToInt(Integer::intValue).toArray();
    List<Embedding> texts = new ArrayList<>(captions.size());
    for (int from = 0; from < captions.size(); from += TEXTS_AT_ONCE) {
      int to = Math.min(from + TEXTS_AT_ONCE, captions.size());
      List<Embedding> some = model.embedTexts(captions.subList(from, to));
      texts.addAll(some);
      float[][] encoded = some.stream().map(Embedding::vector).toArray(float[][]::new);
      sink.encoded(vectors, imageOfCaption, encoded, from);
      listener.onProgress(ProgressStage.CAPTIONS, to, captions.size());
    }
    return new CorpusEmbeddings(
        read,
        vectors,
        ofRead.stream().map(v -> v.first().concepts()).toArray(float[][]::new),
        ofRead.stream().map(Views::mean).toArray(float[][]::new),
        captions,
        imageOfCaption,
        texts.stream().map(Embedding::vector).toArray(float[][]::new),
        texts.stream().map(Embedding::concepts).toArray(float[][]::new),
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
}
