package org.kamcl.engine.image;

/**
 * The weights of one axis of a resized image. The filter is centered on pixel centers and widened
 * when shrinking (antialiasing).
 *
 * @param first index of the first source pixel of each target pixel
 * @param weights [target][support], fixed point of {@link #PRECISION} bits
 */
record ResamplingAxis(int[] first, int[][] weights) {
  /** Fractional bits of the weights, as in the published preprocessing. */
  static final int PRECISION = 22;

  /**
   * The weights of a range of target pixels.
   *
   * @param source pixels of the source, at least 1
   * @param target pixels of the whole target, at least 1
   * @param from first target pixel of the range
   * @param count target pixels of the range, at least 1
   */
  static ResamplingAxis of(Resampling filter, int source, long target, long from, int count) {
    double scale = (double) source / target;
    double stretch = Math.max(scale, 1);
    double radius = filter.radius() * stretch;
    int[] first = new int[count];
    int[][] weights = new int[count][];
    for (int i = 0; i < count; i++) {
      double center = (from + i + 0.5) * scale;
      int start = (int) Math.max(0, center - radius + 0.5);
      int end = (int) Math.min(source, center + radius + 0.5);
      first[i] = start;
      weights[i] = normalized(filter, start, end, center, stretch);
    }
    return new ResamplingAxis(first, weights);
  }

  private static int[] normalized(
      Resampling filter, int start, int end, double center, double stretch) {
    double[] exact = new double[end - start];
    double sum = 0;
    for (int j = start; j < end; j++) {
      exact[j - start] = filter.weight((j - center + 0.5) / stretch);
      sum += exact[j - start];
    }
    int[] fixed = new int[exact.length];
    for (int j = 0; j < fixed.length; j++) {
      // Half a unit is rounded away from zero.
      double scaled = exact[j] / sum * (1 << PRECISION);
      fixed[j] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    return fixed;
  }

  /** Number of target pixels. */
  int count() {
    return first.length;
  }

  /** The first source pixel that any target pixel needs. */
  int begin() {
    return first[0];
  }

  /** The end of the source pixels that target pixels need, exclusive. */
  int end() {
    int last = count() - 1;
    return first[last] + weights[last].length;
  }
}
