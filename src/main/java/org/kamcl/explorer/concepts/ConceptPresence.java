package org.kamcl.explorer.concepts;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Which images have which concepts: those whose strength reaches the concept's threshold.
 * Immutable.
 */
final class ConceptPresence {
  /** Strength 1 in a row. */
  static final double LEVELS = 255;

  /** Images between two questions whether to go on. */
  private static final int CHUNK = 4096;

  private final BitSet[] images;
  private final double[] means;
  private final int count;

  private ConceptPresence(BitSet[] images, double[] means, int count) {
    this.images = images;
    this.means = means;
    this.count = count;
  }

  /**
   * Counts the images of each concept.
   *
   * @param rows one byte per concept, 255 for strength 1, by position
   * @param searchable the positions that count
   * @param thresholds the strength from which an image has a concept, by concept
   * @param cancelled is asked every few thousand images
   * @throws CancellationException if cancelled
   */
  static ConceptPresence of(
      List<byte[]> rows, BitSet searchable, double[] thresholds, BooleanSupplier cancelled) {
    int concepts = thresholds.length;
    int[] least = new int[concepts];
    BitSet[] images = new BitSet[concepts];
    for (int c = 0; c < concepts; c++) {
      least[c] = level(thresholds[c]);
      images[c] = new BitSet();
    }
    long[] sums = new long[concepts];
    int count = 0;
    for (int i = searchable.nextSetBit(0); i >= 0; i = searchable.nextSetBit(i + 1)) {
      if (count % CHUNK == 0 && cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      byte[] row = rows.get(i);
      for (int c = 0; c < Math.min(concepts, row.length); c++) {
        int strength = row[c] & 0xff;
        sums[c] += strength;
        if (strength >= least[c]) {
          images[c].set(i);
        }
      }
      count++;
    }
    double[] means = new double[concepts];
    for (int c = 0; c < concepts; c++) {
      means[c] = count == 0 ? 0 : sums[c] / LEVELS / count;
    }
    return new ConceptPresence(images, means, count);
  }

  /** The least stored strength that reaches a threshold; above 255 if none does. */
  private static int level(double threshold) {
    int level = (int) Math.ceil(threshold * LEVELS - 1e-9);
    // Compared as elsewhere: a stored strength of 0.1 times 255 is not rounded.
    while (level > 0 && (level - 1) / LEVELS >= threshold) {
      level--;
    }
    while (level <= LEVELS && level / LEVELS < threshold) {
      level++;
    }
    return level;
  }

  /** Number of images that count. */
  int count() {
    return count;
  }

  /** Number of images that have a concept. */
  int count(int concept) {
    return images[concept].cardinality();
  }

  /** Positions of the images that have a concept; not to be changed. */
  BitSet positions(int concept) {
    return images[concept];
  }

  /** Number of images that have both concepts. */
  int together(int concept, int other) {
    BitSet both = (BitSet) images[concept].clone();
    both.and(images[other]);
    return both.cardinality();
  }

  /** Mean strength of a concept, 0..1. */
  double meanStrength(int concept) {
    return means[concept];
  }
}
