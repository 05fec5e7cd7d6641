package org.kamcl.explorer.imagery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.error.Problem;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * Which samples of a scene hold no data. Besides NaN and the value that the file declares, these
 * are values that writers use without declaring them: those beyond any physical quantity, and
 * customary ones that lie far outside all other values of their band.
 */
final class NoDataValues {
  /** Nothing is measured in such numbers; the usual ones are near the end of the float range. */
  private static final float IMPOSSIBLE = 1e30f;

  private static final float[] CUSTOMARY = {
    -999,
    -9_999,
    -99_999,
    -999_999,
    Short.MIN_VALUE,
    -Short.MAX_VALUE,
    Short.MAX_VALUE,
    65_535,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    0x1p32f,
    1e20f,
    -1e20f
  };

  /** A single pixel may be an error of measurement. */
  private static final int MIN_COUNT = 2;

  private static final double LOW = 0.02;
  private static final double HIGH = 0.98;
  private static final int MAX_NAMED = 3;

  private final OptionalDouble declared;
  private final float[][] undeclared;
  private final Set<Float> named = new TreeSet<>();

  private NoDataValues(OptionalDouble declared, int bands) {
    this.declared = declared;
    this.undeclared = new float[bands][0];
  }

  /**
   * Finds the values of a scene.
   *
   * @param sample evenly spaced pixels of the scene
   * @param declared value that the file declares
   */
  static NoDataValues of(SampleGrid sample, OptionalDouble declared) {
    NoDataValues values = new NoDataValues(declared, sample.bands().length);
    for (int b = 0; b < sample.bands().length; b++) {
      values.search(b, sample);
    }
    return values;
  }

  private void search(int band, SampleGrid sample) {
    float[] values = sample.bands()[band];
    float[] measured = new float[values.length];
    int count = 0;
    // A declared value is often rounded otherwise than the samples.
    boolean declaresImpossible =
        declared.isPresent() && Math.abs(declared.getAsDouble()) >= IMPOSSIBLE;
    for (int i = 0; i < values.length; i++) {
      if (isMeasured(band, values[i]) && !sample.noData().get(i)) {
        measured[count++] = values[i];
      } else if (isImpossible(values[i]) && !declaresImpossible && named.size() < MAX_NAMED) {
        named.add(values[i]);
      }
    }
    Arrays.sort(measured, 0, count);
    List<Float> found = new ArrayList<>();
    int from = 0;
    int to = count;
    while (from < to) {
      int second = endOfFirstRun(measured, from, to);
      int last = startOfLastRun(measured, from, to);
      if (isOutside(measured[from], second - from, measured, second, to)) {
        found.add(measured[from]);
        from = second;
      } else if (isOutside(measured[last], to - last, measured, from, last)) {
        found.add(measured[last]);
        to = last;
      } else {
        break;
      }
    }
    undeclared[band] = new float[found.size()];
    for (int i = 0; i < found.size(); i++) {
      undeclared[band][i] = found.get(i);
    }
    named.addAll(found);
  }

  private static int endOfFirstRun(float[] sorted, int from, int to) {
    int end = from;
    while (end < to && sorted[end] == sorted[from]) {
      end++;
    }
    return end;
  }

  private static int startOfLastRun(float[] sorted, int from, int to) {
    int start = to - 1;
    while (start > from && sorted[start - 1] == sorted[to - 1]) {
      start--;
    }
    return start;
  }

  /**
   * Whether a customary value is farther from the other values than these are from each other.
   *
   * @param count how many samples have the value
   * @param others sorted
   * @param from index of the first of the others
   * @param to index after the last of them
   */
  private static boolean isOutside(float value, int count, float[] others, int from, int to) {
    if (count < MIN_COUNT || from >= to || !isCustomary(value)) {
      return false;
    }
    int last = to - from - 1;
    double range = (double) others[from + (int) (last * HIGH)] - others[from + (int) (last * LOW)];
    double gap =
        Math.min(
            Math.abs((double) others[from] - value), Math.abs((double) others[to - 1] - value));
    return gap > range;
  }

  private static boolean isCustomary(float value) {
    for (float one : CUSTOMARY) {
      if (one == value) {
        return true;
      }
    }
    return false;
  }

  private static boolean isImpossible(float value) {
    return Float.isFinite(value) && Math.abs(value) >= IMPOSSIBLE;
  }

  /** Whether a sample holds no data. */
  boolean isNoData(int band, float value) {
    // Samples are floats, the declared value was parsed as a double.
    if (Float.isNaN(value)
        || isImpossible(value)
        || (declared.isPresent() && value == (float) declared.getAsDouble())) {
      return true;
    }
    for (float other : undeclared[band]) {
      if (value == other) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sample is a finite number that was measured. */
  boolean isMeasured(int band, float value) {
    return Float.isFinite(value) && !isNoData(band, value);
  }

  /** A warning about the values that the file does not declare, if there are any. */
  List<Problem> warnings() {
    return named.isEmpty()
        ? List.of()
        : List.of(
            Problem.of(
                RasterError.NO_DATA_UNDECLARED, named.stream().map(NoDataValues::text).toList()));
  }

  private static String text(float value) {
    return Math.abs(value) < 1e10 ? Long.toString((long) value) : Float.toString(value);
  }
}
