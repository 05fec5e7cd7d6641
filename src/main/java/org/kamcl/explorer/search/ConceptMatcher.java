package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.kamcl.engine.explain.ConceptComparer;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.explorer.domain.SharedConcept;

/**
 * Selects the concepts that an image and a query share, from the strengths of the two concept
 * heads.
 *
 * <p>A concept is listed only if its strength in the image reaches the display threshold of the
 * model's concept calibration. Concepts are ordered by how far both strengths exceed the concept's
 * mean in the archive: a concept that every image shows explains no hit.
 */
final class ConceptMatcher {
  private static final int MAX_CONCEPTS = 5;

  private static final double LEVELS = 255;

  private final List<String> names;
  private final IntPredicate visual;
  private final ConceptCalibration calibration;
  private final ConceptComparer comparer;

  /**
   * A matcher for one model and one archive.
   *
   * @param names names of the concepts
   * @param visual whether a concept, by index, can be seen in an image
   * @param calibration concept calibration of the model
   * @param meanStrengths mean strength of each concept in the archive, 0..1
   */
  ConceptMatcher(
      List<String> names,
      IntPredicate visual,
      ConceptCalibration calibration,
      double[] meanStrengths) {
    this.names = names;
    this.visual = visual;
    this.calibration = calibration;
    this.comparer = new ConceptComparer(names, visual, calibration, meanStrengths);
  }

  private record Candidate(SharedConcept concept, double weight) {}

  /**
   * The shared concepts, at most five, the most specific first.
   *
   * @param image one byte per concept, 255 for strength 1
   * @param query one strength per concept, 0..1
   */
  List<SharedConcept> shared(byte[] image, float[] query) {
    List<Candidate> candidates = new ArrayList<>();
    int count = Math.min(names.size(), Math.min(image.length, query.length));
    for (int i = 0; i < count; i++) {
      double imageStrength = (image[i] & 0xff) / LEVELS;
      double queryStrength = Math.max(0, Math.min(1, query[i]));
      if (visual.test(i)
          && ConceptComparer.isAsked(queryStrength)
          && comparer.isSeen(i, imageStrength)
          && comparer.isSpecific(i, imageStrength)) {
        double weight = comparer.weight(i, imageStrength, queryStrength);
        candidates.add(new Candidate(shared(names.get(i), imageStrength, queryStrength), weight));
      }
    }
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
        .limit(MAX_CONCEPTS)
        .map(Candidate::concept)
        .toList();
  }

  /** Both heads were trained on the same labels, so one calibration applies to both. */
  private SharedConcept shared(String name, double imageStrength, double queryStrength) {
    return new SharedConcept(
        name, calibration.frequency(imageStrength), calibration.frequency(queryStrength));
  }
}
