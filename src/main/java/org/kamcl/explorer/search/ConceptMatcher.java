package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.explorer.domain.SharedConcept;

/**
 * Chooses the concepts that a picture and a query share, by the strengths of the two concept heads
 * alone.
 *
 * <p>A concept is told of a picture only where it is as strong as the model's calibration asks. It
 * speaks for a hit if it is strong on both sides for a concept of its kind: each strength is
 * compared with the concept's mean in the archive, for what every picture shows explains none.
 */
final class ConceptMatcher {
  private static final int MAX_CONCEPTS = 5;

  /** Keeps concepts that hardly any picture shows from outweighing all others. */
  private static final double SMOOTHING = 0.05;

  /** What is hardly above the average tells nothing. */
  private static final double MIN_EXCESS = 0.02;

  private static final double LEVELS = 255;

  private final List<String> names;
  private final IntPredicate visual;
  private final ConceptCalibration calibration;
  private final double[] meanStrengths;

  /**
   * @param names of the concepts
   * @param visual whether a concept can be seen
   * @param calibration of the model
   * @param usual mean strength of each concept in the archive, 0..1
   */
  ConceptMatcher(
      List<String> names, IntPredicate visual, ConceptCalibration calibration, double[] usual) {
    this.names = names;
    this.visual = visual;
    this.calibration = calibration;
    this.meanStrengths = usual;
  }

  private record Candidate(SharedConcept concept, double weight) {}

  /**
   * At most five concepts, the most telling first.
   *
   * @param image a byte a concept, 255 for strength 1
   * @param query strengths, 0..1
   */
  List<SharedConcept> shared(byte[] image, float[] query) {
    List<Candidate> candidates = new ArrayList<>();
    int count = Math.min(names.size(), Math.min(image.length, query.length));
    for (int i = 0; i < count; i++) {
      double seen = (image[i] & 0xff) / LEVELS;
      double asked = Math.max(0, Math.min(1, query[i]));
      if (visual.test(i)
          && asked >= ConceptCalibration.DEFAULT_DISPLAY_THRESHOLD
          && seen >= calibration.displayThreshold(names.get(i))
          && seen - meanStrengths[i] > MIN_EXCESS) {
        double base = meanStrengths[i] + SMOOTHING;
        double weight = Math.min(seen, asked) * (seen / base) * (asked / base);
        candidates.add(new Candidate(shared(names.get(i), seen, asked), weight));
      }
    }
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
        .limit(MAX_CONCEPTS)
        .map(Candidate::concept)
        .toList();
  }

  /** Both heads learned the same labels: what one side's strengths mean, the other's do too. */
  private SharedConcept shared(String name, double seen, double asked) {
    return new SharedConcept(name, calibration.frequency(seen), calibration.frequency(asked));
  }
}
