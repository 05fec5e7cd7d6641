package org.kamcl.engine.evaluation;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Observations of the visual concepts in captioned images: the strength that a model gives each
 * concept, and whether the captions mention it. Only the exact word counts: "boat" does not mention
 * "boats", which is a concept of its own.
 */
public final class ConceptObservations {
  /** Number of bins of a strength, as stored in an index. */
  static final int STRENGTH_BINS = 255;

  private final List<String> concepts;
  private final List<Row> rows;

  /**
   * @param strengthBins strength of each concept, 0..{@link #STRENGTH_BINS}
   * @param named whether the captions mention each concept
   */
  record Row(int[] strengthBins, boolean[] named) {}

  /** No observations yet. */
  public ConceptObservations(List<String> concepts) {
    this(concepts, new ArrayList<>());
  }

  private ConceptObservations(List<String> concepts, List<Row> rows) {
    this.concepts = List.copyOf(concepts);
    this.rows = rows;
  }

  /**
   * Observes the images of a corpus; images that cannot be read are skipped.
   *
   * @param embedder embeds image files with the same model
   */
  public static ConceptObservations of(
      KamclModel model,
      ImageFileEmbedder embedder,
      List<CorpusImage> images,
      ProgressListener listener) {
    List<String> names = model.conceptNames();
    int[] visual = new int[names.size()];
    int count = 0;
    for (int i = 0; i < visual.length; i++) {
      if (model.isVisualConcept(i)) {
        visual[count++] = i;
      }
    }
    int[] kept = Arrays.copyOf(visual, count);
    ConceptObservations described =
        new ConceptObservations(Arrays.stream(kept).mapToObj(names::get).toList());
    Map<Path, List<String>> captions = new LinkedHashMap<>();
    for (CorpusImage image : images) {
      captions.computeIfAbsent(image.path(), p -> new ArrayList<>()).addAll(image.captions());
    }
    int[] done = {0};
    embedder.embed(
        List.copyOf(captions.keySet()),
        new ImageFileEmbedder.Sink() {
          @Override
          public void embedded(Path file, Embedding embedding) {
            float[] strengths = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
              strengths[i] = embedding.concepts()[kept[i]];
            }
            described.add(strengths, requireNonNull(captions.get(file)));
            listener.onProgress(ProgressStage.DESCRIBED_IMAGES, ++done[0], captions.size());
          }

          @Override
          public void skipped(Path file, Problem problem) {
            listener.onProgress(ProgressStage.DESCRIBED_IMAGES, ++done[0], captions.size());
          }
        });
    return described;
  }

  /**
   * Adds an image.
   *
   * @param strengths of the concepts, 0..1
   * @param captions of the image
   */
  public void add(float[] strengths, List<String> captions) {
    Set<String> words = new LinkedHashSet<>();
    for (String caption : captions) {
      words.addAll(List.of(caption.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
    }
    int[] steps = new int[concepts.size()];
    boolean[] named = new boolean[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.round(STRENGTH_BINS * Math.max(0, Math.min(1, strengths[i])));
      named[i] = words.contains(concepts.get(i));
    }
    rows.add(new Row(steps, named));
  }

  /** The visual concepts. */
  public List<String> concepts() {
    return concepts;
  }

  /** Number of images. */
  public int size() {
    return rows.size();
  }

  /** Strength of a concept in an image, 0..1. */
  public double strength(int image, int concept) {
    return (double) rows.get(image).strengthBins[concept] / STRENGTH_BINS;
  }

  /** Whether the captions of an image mention a concept. */
  public boolean isNamed(int image, int concept) {
    return rows.get(image).named[concept];
  }

  /** The observations of some images. */
  public ConceptObservations subset(IntPredicate wanted) {
    List<Row> some = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (wanted.test(i)) {
        some.add(rows.get(i));
      }
    }
    return new ConceptObservations(concepts, some);
  }

  List<Row> rows() {
    return rows;
  }
}
