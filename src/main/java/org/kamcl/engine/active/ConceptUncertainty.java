package org.kamcl.engine.active;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.kamcl.engine.inference.ConceptCalibration;

/**
 * How unsure a model is about an image without captions: the sum of the entropies of its concepts.
 * The calibration turns the strength of a concept into the share of images whose captions mention
 * it, and the entropy of that share, in bits, is what a caption is expected to tell about the
 * concept. (Settles, Active Learning Literature Survey, 2009, section 3.1, for one label; the sum
 * takes the concepts as independent.) Immutable.
 */
public final class ConceptUncertainty {
  /** Strength 1 in a row. */
  private static final double LEVELS = 255;

  private final double[] bits = new double[(int) LEVELS + 1];
  private final int[] visual;

  /**
   * @param calibration of the model
   * @param visual whether a concept, by index, can be seen in an image; the others do not count
   * @param concepts number of concepts of the model
   */
  public ConceptUncertainty(ConceptCalibration calibration, IntPredicate visual, int concepts) {
    for (int level = 0; level < bits.length; level++) {
      bits[level] = entropy(calibration.frequency(level / LEVELS));
    }
    this.visual = IntStream.range(0, concepts).filter(visual).toArray();
  }

  /** The entropy of a yes or no in bits. */
  static double entropy(double share) {
    return share <= 0 || share >= 1
        ? 0
        : -(share * Math.log(share) + (1 - share) * Math.log(1 - share)) / Math.log(2);
  }

  /** A strength as a byte of a row. */
  static byte level(float strength) {
    return (byte) Math.round(Math.max(0, Math.min(1, strength)) * LEVELS);
  }

  /**
   * How unsure the model is about an image.
   *
   * @param strengths one byte per concept, 255 for strength 1
   * @return bits, at least 0; 1 for every image if the model has no visual concept
   */
  public double of(byte[] strengths) {
    if (visual.length == 0) {
      return 1;
    }
    double sum = 0;
    for (int concept : visual) {
      sum += bits(strengths, concept);
    }
    return sum;
  }

  private double bits(byte[] strengths, int concept) {
    return bits[concept < strengths.length ? strengths[concept] & 0xff : 0];
  }

  /**
   * The concepts that the model is most unsure about, the most unsure first; among equal ones, the
   * stronger and then the earlier one.
   *
   * @param strengths one byte per concept, 255 for strength 1
   * @param most maximum number of concepts
   * @return indexes of concepts
   */
  public List<Integer> mostUnsure(byte[] strengths, int most) {
    List<Integer> concepts = new ArrayList<>(IntStream.of(visual).boxed().toList());
    concepts.removeIf(concept -> bits(strengths, concept) == 0);
    concepts.sort(
        Comparator.comparingDouble((Integer concept) -> -bits(strengths, concept))
            .thenComparingInt(
                concept -> concept < strengths.length ? -(strengths[concept] & 0xff) : 0)
            .thenComparingInt(concept -> concept));
    return List.copyOf(concepts.subList(0, Math.min(most, concepts.size())));
  }
}
