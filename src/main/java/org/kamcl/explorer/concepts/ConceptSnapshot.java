package org.kamcl.explorer.concepts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.explorer.api.ConceptAnalysis.Concept;
import org.kamcl.explorer.api.ConceptAnalysis.Details;
import org.kamcl.explorer.domain.ImageRecord;

/** The concepts of one model in the archive at one moment. Immutable. */
final class ConceptSnapshot {
  /** Bins of the histogram of strengths. */
  static final int BINS = 20;

  private final List<String> names;
  private final IntPredicate visual;
  private final IntPredicate visualByDefault;
  private final ConceptCalibration calibration;
  private final List<byte[]> rows;
  private final List<@Nullable ImageRecord> images;
  private final ConceptPresence presence;
  private final Map<String, Integer> indexes = new HashMap<>();

  /**
   * @param names concepts of the model, in the order of the rows
   * @param visual whether a concept, by index, can be seen in an image
   * @param visualByDefault the same without the marks of the user
   * @param rows concept strengths, one byte per concept, 255 for strength 1
   * @param images the image of each row; those that are missing from the catalog are null
   */
  ConceptSnapshot(
      List<String> names,
      IntPredicate visual,
      IntPredicate visualByDefault,
      ConceptCalibration calibration,
      List<byte[]> rows,
      List<@Nullable ImageRecord> images,
      BitSet searchable,
      BooleanSupplier cancelled) {
    this.names = names;
    this.visual = visual;
    this.visualByDefault = visualByDefault;
    this.calibration = calibration;
    this.rows = rows;
    this.images = images;
    double[] thresholds = names.stream().mapToDouble(calibration::displayThreshold).toArray();
    this.presence = ConceptPresence.of(rows, searchable, thresholds, cancelled);
    for (int i = 0; i < names.size(); i++) {
      indexes.put(names.get(i), i);
    }
  }

  /** Number of images with concept strengths. */
  int images() {
    return presence.count();
  }

  /**
   * All concepts, in the order of the model.
   *
   * @param corpusImages number of training images of a concept by its index, if known
   */
  List<Concept> concepts(IntFunction<OptionalInt> corpusImages) {
    return IntStream.range(0, names.size()).mapToObj(i -> concept(i, corpusImages)).toList();
  }

  private Concept concept(int index, IntFunction<OptionalInt> corpusImages) {
    String name = names.get(index);
    double threshold = calibration.displayThreshold(name);
    boolean calibrated = !calibration.source().isEmpty();
    return new Concept(
        name,
        visual.test(index),
        visual.test(index) != visualByDefault.test(index),
        corpusImages.apply(index),
        presence.count(index),
        presence.meanStrength(index),
        threshold,
        calibration.calibratedConcepts().contains(name),
        calibrated && threshold <= 1 ? calibration.frequency(threshold) : Double.NaN);
  }

  /** Index of a concept; empty if the model has no such concept. */
  OptionalInt index(String concept) {
    Integer index = indexes.get(concept);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** One concept: its histogram, companions and strongest images. */
  Details details(int index, int examples, IntFunction<OptionalInt> corpusImages) {
    BitSet having = presence.positions(index);
    List<Integer> strongest = new ArrayList<>(having.stream().boxed().toList());
    strongest.sort(Comparator.comparingInt((Integer i) -> -level(i, index)));
    List<Integer> shown = strongest.subList(0, Math.min(examples, strongest.size()));
    return new Details(
        concept(index, corpusImages),
        images(),
        histogram(index),
        CoOccurrence.companions(presence, index, names, visual),
        shown.stream().map(this::image).toList(),
        shown.stream().map(i -> level(i, index) / ConceptPresence.LEVELS).toList(),
        strongest.stream().map(i -> image(i).id()).toList());
  }

  private ImageRecord image(int position) {
    return Objects.requireNonNull(images.get(position));
  }

  private int level(int position, int concept) {
    byte[] row = rows.get(position);
    return concept < row.length ? row[concept] & 0xff : 0;
  }

  private List<Integer> histogram(int concept) {
    int[] bins = new int[BINS];
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i) != null) {
        bins[Math.min(BINS - 1, (int) (level(i, concept) / ConceptPresence.LEVELS * BINS))]++;
      }
    }
    return IntStream.of(bins).boxed().toList();
  }
}
