package org.kamcl.engine.active;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Chooses images to caption: each time the candidate with the largest product of the model's
 * uncertainty and the distance to the nearest image that has captions or was chosen before. With
 * equal uncertainties this is the greedy k-center choice of a core-set (Sener and Savarese, Active
 * Learning for Convolutional Neural Networks, ICLR 2018, algorithm 1); the product asks for both
 * uncertainty and diversity in one batch, as BADGE does with the lengths and directions of
 * gradients (Ash et al., ICLR 2020), without gradients and without chance.
 *
 * <p>Distances are those of unit vectors, 0..2. They are only computed where they can decide: a
 * distance to some of the captioned images is an upper bound of the distance to the nearest one, so
 * that a candidate whose bound is too low need not be compared with all (Minoux, 1978). The choice
 * is the same as without the bounds. Memory is linear in the number of images.
 */
public final class ImageSelector {
  /** Squared distance below which two vectors differ by rounding only. */
  private static final double SAME = 1e-5;

  /** Largest squared distance of unit vectors. */
  private static final double FARTHEST = 4;

  /** Captioned images that every candidate is compared with. */
  private static final int PIVOTS = 128;

  private final ImagePool pool;
  private final BooleanSupplier cancelled;
  private final double[] uncertainty;
  private final double[] bound;
  private final int[] nearest;
  private final BitSet candidates = new BitSet();
  private final BitSet captioned = new BitSet();
  private final BitSet pivots = new BitSet();
  private final BitSet exact = new BitSet();

  private ImageSelector(ImagePool pool, BooleanSupplier cancelled) {
    this.pool = pool;
    this.cancelled = cancelled;
    int size = pool.size();
    uncertainty = new double[size];
    bound = new double[size];
    nearest = new int[size];
    Arrays.fill(bound, FARTHEST);
    Arrays.fill(nearest, -1);
    for (int i = 0; i < size; i++) {
      if (pool.isCaptioned(i)) {
        captioned.set(i);
      } else if (pool.isCandidate(i)) {
        candidates.set(i);
        uncertainty[i] = pool.uncertainty(i);
      }
    }
  }

  /**
   * A chosen image.
   *
   * @param image index of the image
   * @param uncertainty of the model about it, at least 0
   * @param distance to the nearest image that has captions or was chosen before, 0..2; empty for
   *     the first image if none has captions
   * @param nearest index of that image
   */
  public record Choice(
      int image, double uncertainty, OptionalDouble distance, OptionalInt nearest) {}

  /**
   * What was chosen.
   *
   * @param choices the most wanted first
   * @param candidates number of images that could be chosen
   * @param captioned number of images with captions
   * @param same number of candidates that equal an image that has captions or was chosen
   */
  public record Selection(List<Choice> choices, int candidates, int captioned, int same) {}

  /**
   * Chooses images. Equal products are decided by the larger distance, and then by the earlier
   * image. An image that equals one that has captions or was chosen is left out, so that fewer than
   * wanted may be chosen.
   *
   * @param count most images wanted, at least 1
   * @param cancelled is asked before each comparison with all images
   * @throws CancellationException if cancelled
   */
  public static Selection select(ImagePool pool, int count, BooleanSupplier cancelled) {
    if (count < 1) {
      throw new IllegalArgumentException("No image is wanted: " + count);
    }
    return new ImageSelector(pool, cancelled).select(count);
  }

  private Selection select(int count) {
    int all = candidates.cardinality();
    if (all > 0) {
      compareWithPivots();
    }
    List<Choice> choices = new ArrayList<>();
    while (choices.size() < count) {
      int best = best();
      if (best < 0) {
        break;
      }
      if (!exact.get(best)) {
        compareWithCaptioned(best);
        continue;
      }
      boolean alone = nearest[best] < 0;
      choices.add(
          new Choice(
              best,
              uncertainty[best],
              alone ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(bound[best])),
              alone ? OptionalInt.empty() : OptionalInt.of(nearest[best])));
      candidates.clear(best);
      include(best);
    }
    // Only candidates whose bound is low enough can be equal to another; the bound is then exact
    // enough.
    int same = (int) candidates.stream().filter(i -> bound[i] < SAME).count();
    return new Selection(List.copyOf(choices), all, captioned.cardinality(), same);
  }

  /** Compares all candidates with evenly chosen captioned images. */
  private void compareWithPivots() {
    int[] all = captioned.stream().toArray();
    int some = Math.min(PIVOTS, all.length);
    for (int i = 0; i < some; i++) {
      pivot(all[(int) ((long) i * all.length / some)]);
    }
    if (some == all.length) {
      exact.or(candidates);
    }
  }

  private void pivot(int image) {
    if (!pivots.get(image)) {
      pivots.set(image);
      include(image);
    }
  }

  /** Lowers the bounds to the distances from an image. */
  private void include(int center) {
    float[] similarities = similarities(center);
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      lower(i, similarities[i], center);
    }
  }

  private void lower(int image, float similarity, int center) {
    double squared = Math.max(0, 2 - 2.0 * similarity);
    if (squared < bound[image] || (nearest[image] < 0 && !Float.isNaN(similarity))) {
      bound[image] = Math.min(FARTHEST, squared);
      nearest[image] = center;
    }
  }

  private float[] similarities(int image) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    return pool.similarities(image);
  }

  /** The candidate with the largest product by the bounds; -1 if none is left. */
  private int best() {
    int best = -1;
    double most = -1;
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      if (bound[i] < SAME) {
        continue;
      }
      double product = uncertainty[i] * Math.sqrt(bound[i]);
      if (product > most || (product == most && bound[i] > bound[best])) {
        most = product;
        best = i;
      }
    }
    return best;
  }

  /** Finds the captioned image nearest to a candidate, and compares all candidates with it. */
  private void compareWithCaptioned(int image) {
    float[] similarities = similarities(image);
    int closest = -1;
    for (int c = captioned.nextSetBit(0); c >= 0; c = captioned.nextSetBit(c + 1)) {
      if (closest < 0 || similarities[c] > similarities[closest]) {
        closest = c;
      }
    }
    lower(image, similarities[closest], closest);
    exact.set(image);
    // Candidates near this one are near that image as well.
    pivot(closest);
    if (exact.cardinality() > captioned.cardinality()) {
      // The bounds do not help: comparing with each captioned image is cheaper by now.
      captioned.stream().forEach(this::pivot);
      exact.or(candidates);
    }
  }
}
