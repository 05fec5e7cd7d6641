package org.kamcl.engine.evaluation;

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
import org.kamcl.engine.ProgressListener;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;

/**
 * Images with the strengths that a model gives its visual concepts in them, and with those of the
 * concepts that people name in their captions. A concept is named where the very word stands in a
 * caption: "boat" does not name "boats", which is a concept of its own.
 */
public final class ConceptObservations {
  /** Strengths are kept, and compared, in that many steps, as they are in an index. */
  static final int STRENGTH_BINS = 255;

  private final List<String> concepts;
  private final List<Row> rows;

  /**
   * @param strengthBins strength of each concept, 0..STEPS
   * @param named whether people name each concept
   */
  record Row(int[] strengthBins, boolean[] named) {}

  /** Without images; they are to be added. */
  public ConceptObservations(List<String> concepts) {
    this(concepts, new ArrayList<>());
  }

  private ConceptObservations(List<String> concepts, List<Row> rows) {
    this.concepts = List.copyOf(concepts);
    this.rows = rows;
  }

  /**
   * What a model says of the images of a corpus; those that cannot be read are left out.
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
            described.add(strengths, captions.get(file));
            listener.onProgress("Described images", ++done[0], captions.size());
          }

          @Override
          public void skipped(Path file, String reason) {
            listener.onProgress("Described images", ++done[0], captions.size());
          }
        });
    return described;
  }

  /**
   * Adds an image.
   *
   * @param strengths of the concepts, 0..1
   * @param captions in which people describe it
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

  /** The concepts, all of which can be seen in an image. */
  public List<String> concepts() {
    return concepts;
  }

  /** Number of images. */
  public int size() {
    return rows.size();
  }

  /** How strong a concept is in an image, 0..1. */
  public double strength(int image, int concept) {
    return (double) rows.get(image).strengthBins[concept] / STRENGTH_BINS;
  }

  /** Whether people name a concept in an image's captions. */
  public boolean isNamed(int image, int concept) {
    return rows.get(image).named[concept];
  }

  /** Some of the images. */
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
