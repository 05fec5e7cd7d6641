package org.kamcl.explorer.ui.chart;

import java.util.Arrays;

/**
 * The points of a curve, in the order of their steps. A step that comes again replaces the points
 * from it on, because a run that was killed repeats the steps after its last checkpoint. Used by
 * one thread.
 */
public final class CurveData {
  private static final int FIRST_CAPACITY = 64;

  private double[] steps = new double[FIRST_CAPACITY];
  private double[] epochs = new double[FIRST_CAPACITY];
  private double[] seconds = new double[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;

  private double[] smoothed = new double[0];
  private int smoothedSize;
  private double weight = -1;
  private DebiasedAverage average = new DebiasedAverage(0);

  /**
   * Adds a point. A value that is not finite is kept as "not a number": the run has diverged.
   *
   * @param step number of the update, from 1
   * @param epoch passes over the data so far, with fractions
   * @param time seconds of training so far
   */
  public void append(double step, double epoch, double time, double value) {
    add(step, epoch, time, Double.isFinite(value) ? value : Double.POSITIVE_INFINITY);
  }

  /** Adds a gap: a step that has no value, which interrupts the line. */
  public void appendGap(double step, double epoch, double time) {
    add(step, epoch, time, Double.NaN);
  }

  private void add(double step, double epoch, double time, double value) {
    truncate(step);
    if (size == values.length) {
      int capacity = 2 * size;
      steps = Arrays.copyOf(steps, capacity);
      epochs = Arrays.copyOf(epochs, capacity);
      seconds = Arrays.copyOf(seconds, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    steps[size] = step;
    // The axes never run backwards, so that positions can be found by bisection.
    epochs[size] = size == 0 ? epoch : Math.max(epoch, epochs[size - 1]);
    seconds[size] = size == 0 ? time : Math.max(time, seconds[size - 1]);
    values[size] = value;
    size++;
  }

  private void truncate(double step) {
    if (size > 0 && steps[size - 1] >= step) {
      size = lowerBound(steps, size, step);
      weight = -1;
    }
  }

  /** Number of points, gaps included. */
  public int size() {
    return size;
  }

  /** Whether there are no points. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The position of a point on an axis. */
  public double x(XAxis axis, int index) {
    return xs(axis)[index];
  }

  /** The value of a point: NaN in a gap, infinite if it is not a number. */
  public double value(int index) {
    return values[index];
  }

  /** The newest finite value; NaN if there is none. */
  public double latest() {
    for (int i = size - 1; i >= 0; i--) {
      if (Double.isFinite(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  /** Positions on an axis; only the first {@link #size} count. */
  double[] xs(XAxis axis) {
    return switch (axis) {
      case STEP -> steps;
      case EPOCH -> epochs;
      case TIME -> seconds;
    };
  }

  /** Values; only the first {@link #size} count. */
  double[] values() {
    return values;
  }

  /**
   * Smoothed values; only the first {@link #size} count. New points are added to what was smoothed
   * before, so that a long curve costs nothing anew.
   *
   * @param pastWeight see {@link DebiasedAverage}
   */
  double[] smoothed(double pastWeight) {
    if (pastWeight == 0) {
      return values;
    }
    if (weight != pastWeight) {
      weight = pastWeight;
      average = new DebiasedAverage(pastWeight);
      smoothedSize = 0;
    }
    if (smoothed.length < size) {
      smoothed = Arrays.copyOf(smoothed, values.length);
    }
    for (; smoothedSize < size; smoothedSize++) {
      smoothed[smoothedSize] = average.next(values[smoothedSize]);
    }
    return smoothed;
  }

  /** Index of the first point at or after a position; {@link #size} if there is none. */
  int firstAt(XAxis axis, double x) {
    return lowerBound(xs(axis), size, x);
  }

  /** Index of the point that is nearest to a position; -1 if there are no points. */
  public int nearest(XAxis axis, double x) {
    if (size == 0) {
      return -1;
    }
    double[] all = xs(axis);
    int after = Math.min(size - 1, firstAt(axis, x));
    int before = Math.max(0, after - 1);
    return x - all[before] < all[after] - x ? before : after;
  }

  /** Length of the part of a range that lies between the first and the last point. */
  double covered(XAxis axis, Span range) {
    if (size < 2) {
      return 0;
    }
    double[] all = xs(axis);
    return Math.max(0, Math.min(all[size - 1], range.high()) - Math.max(all[0], range.low()));
  }

  /**
   * The position on another axis: between two points in proportion, beyond the ends at the mean
   * rate of the curve. Needs two points at different positions.
   */
  double convert(XAxis from, XAxis to, double x) {
    double[] known = xs(from);
    double[] wanted = xs(to);
    int last = size - 1;
    int right = firstAt(from, x);
    boolean inside = right > 0 && right <= last;
    int low = inside ? right - 1 : 0;
    int high = inside ? right : last;
    if (right <= last && known[right] == x) {
      return wanted[right];
    }
    double start = right == 0 ? wanted[0] : inside ? wanted[low] : wanted[last];
    double passed = x - (right == 0 ? known[0] : inside ? known[low] : known[last]);
    return start + passed * (wanted[high] - wanted[low]) / (known[high] - known[low]);
  }

  private static int lowerBound(double[] sorted, int size, double x) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
