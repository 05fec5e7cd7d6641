package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.inference.ConceptCalibration;

/**
 * Compares the concepts of an image with those of a query. A concept is seen if its strength in the
 * image reaches the display threshold of the model's concept calibration; one that is asked for
 * also counts as seen if annotators name it for most images with this strength. It is asked for if
 * its strength in the query reaches {@link ConceptCalibration#DEFAULT_DISPLAY_THRESHOLD}, and
 * excluded if most captions like the excluded terms name it: an exclusion of "river" does not
 * exclude all that is green.
 *
 * <p>Concepts are ordered by how far their strengths exceed the concept's mean in the archive: a
 * concept that every image shows explains nothing about one image.
 */
public final class ConceptComparer {
  /** Keeps concepts that occur in hardly any image from outweighing all others. */
  private static final double SMOOTHING = 0.05;

  /** A concept of the image alone is listed if it exceeds the archive's mean by this much. */
  private static final double MIN_EXCESS = 0.02;

  /** A share of images or captions from which a concept is more likely there than not. */
  private static final double LIKELY = 0.5;

  /** Most concepts of each list. */
  private static final int MOST = 10;

  private final List<String> names;
  private final IntPredicate visual;
  private final ConceptCalibration calibration;
  private final double[] meanStrengths;

  /**
   * @param names names of the concepts
   * @param visual whether a concept, by index, can be seen in an image
   * @param calibration concept calibration of the model
   * @param meanStrengths mean strength of each concept in the archive, 0..1; 0 for those beyond its
   *     length
   */
  public ConceptComparer(
      List<String> names,
      IntPredicate visual,
      ConceptCalibration calibration,
      double[] meanStrengths) {
    this.names = names;
    this.visual = visual;
    this.calibration = calibration;
    this.meanStrengths = meanStrengths;
  }

  private record Ranked(ComparedConcept concept, double weight) {}

  /**
   * Compares an image with a query.
   *
   * @param image strength of each concept, 0..1
   * @param query strength of each concept, 0..1
   * @param excluded strength of each concept in the excluded terms, 0..1; may be empty
   */
  public ConceptComparison compare(float[] image, float[] query, float[] excluded) {
    if (names.isEmpty()) {
      return ConceptComparison.WITHOUT_CONCEPTS;
    }
    List<Ranked> shared = new ArrayList<>();
    List<Ranked> notAsked = new ArrayList<>();
    List<Ranked> notSeen = new ArrayList<>();
    List<Ranked> excludedSeen = new ArrayList<>();
    int count = Math.min(names.size(), Math.min(image.length, query.length));
    for (int i = 0; i < count; i++) {
      if (visual.test(i)) {
        boolean seen = isSeen(i, image[i]);
        boolean asked = isAsked(query[i]);
        double base = mean(i) + SMOOTHING;
        if (asked && (seen || calibration.frequency(image[i]) >= LIKELY)) {
          shared.add(new Ranked(concept(i, image[i], query[i]), weight(i, image[i], query[i])));
        } else if (asked) {
          notSeen.add(new Ranked(concept(i, image[i], query[i]), query[i]));
        } else if (seen && i < excluded.length && calibration.frequency(excluded[i]) >= LIKELY) {
          excludedSeen.add(new Ranked(concept(i, image[i], excluded[i]), image[i]));
        } else if (seen && isSpecific(i, image[i])) {
          notAsked.add(new Ranked(concept(i, image[i], query[i]), image[i] * image[i] / base));
        }
      }
    }
    return new ConceptComparison(best(shared), best(notAsked), best(notSeen), best(excludedSeen));
  }

  private static List<ComparedConcept> best(List<Ranked> ranked) {
    return ranked.stream()
        .sorted(Comparator.comparingDouble(Ranked::weight).reversed())
        .limit(MOST)
        .map(Ranked::concept)
        .toList();
  }

  /** Whether an image with this strength shows a concept. */
  public boolean isSeen(int concept, double strength) {
    return strength >= calibration.displayThreshold(names.get(concept));
  }

  /** Whether a query with this strength asks for a concept. */
  public static boolean isAsked(double strength) {
    return strength >= ConceptCalibration.DEFAULT_DISPLAY_THRESHOLD;
  }

  /** Whether a strength exceeds the mean of the archive noticeably. */
  public boolean isSpecific(int concept, double strength) {
    return strength - mean(concept) > MIN_EXCESS;
  }

  /**
   * How much a concept says about an image and a query that share it.
   *
   * @param image strength in the image, 0..1
   * @param query strength in the query, 0..1
   */
  public double weight(int concept, double image, double query) {
    double base = mean(concept) + SMOOTHING;
    return Math.min(image, query) * (image / base) * (query / base);
  }

  /** Both heads were trained on the same labels, so one calibration applies to both. */
  private ComparedConcept concept(int concept, double image, double query) {
    return new ComparedConcept(
        names.get(concept), calibration.frequency(image), calibration.frequency(query));
  }

  private double mean(int concept) {
    return concept < meanStrengths.length ? meanStrengths[concept] : 0;
  }
}
