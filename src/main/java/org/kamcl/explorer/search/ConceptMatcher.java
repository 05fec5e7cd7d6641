package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.kamcl.explorer.domain.SharedConcept;

/**
 * Chooses the concepts that a picture and a query share, by the strengths of the two concept heads
 * alone.
 *
 * <p>A concept speaks for a hit if it is strong on both sides for a concept of its kind: each
 * strength is compared with the concept's mean in the archive, for what every picture shows
 * explains none.
 */
final class ConceptMatcher {
  private static final int MOST = 5;

  /** Below this a head says "no". */
  private static final double FAINT = 0.1;

  /** Keeps concepts that hardly any picture shows from outweighing all others. */
  private static final double SMOOTHING = 0.05;

  /** What is hardly above the average tells nothing. */
  private static final double LEAST_ABOVE = 0.02;

  private static final double LEVELS = 255;

  private final List<String> names;
  private final IntPredicate visual;
  private final double[] usual;

  /**
   * @param names of the concepts
   * @param visual whether a concept can be seen
   * @param usual mean strength of each concept in the archive, 0..1
   */
  ConceptMatcher(List<String> names, IntPredicate visual, double[] usual) {
    this.names = names;
    this.visual = visual;
    this.usual = usual;
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
      double above = seen - usual[i];
      if (visual.test(i) && seen >= FAINT && asked >= FAINT && above > LEAST_ABOVE) {
        double base = usual[i] + SMOOTHING;
        double weight = Math.min(seen, asked) * (seen / base) * (asked / base);
        candidates.add(new Candidate(new SharedConcept(names.get(i), seen, asked), weight));
      }
    }
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
        .limit(MOST)
        .map(Candidate::concept)
        .toList();
  }
}
