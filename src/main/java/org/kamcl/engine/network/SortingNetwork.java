package org.kamcl.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fixed sequence of compare-exchange operations that sorts any input of its size, largest first.
 * The sequence does not depend on the values, so it runs on many inputs at once: a wire is an array
 * with one value of each input, and a compare-exchange is a loop over it, which the JIT compiler
 * vectorizes. (Batcher, AFIPS 1968; Knuth, The Art of Computer Programming 3, 5.2.2 and 5.3.4.)
 */
final class SortingNetwork {
  private final int[] comparators;
  private final int[] order;

  private SortingNetwork(int[] comparators, int[] order) {
    this.comparators = comparators;
    this.order = order;
  }

  /** Merge exchange for any number of wires; the largest value ends on wire 0. */
  static SortingNetwork sorting(int wires) {
    List<int[]> pairs = new ArrayList<>();
    int top = wires < 2 ? 0 : Integer.highestOneBit(wires - 1);
    for (int p = top; p > 0; p >>= 1) {
      int q = top;
      int r = 0;
      int d = p;
      while (true) {
        for (int i = 0; i < wires - d; i++) {
          if ((i & p) == r) {
            pairs.add(new int[] {i, i + d});
          }
        }
        if (q == p) {
          break;
        }
        d = q - p;
        q >>= 1;
        r = p;
      }
    }
    int[] order = new int[wires];
    Arrays.setAll(order, i -> i);
    return new SortingNetwork(flatten(pairs), order);
  }

  /**
   * Odd-even merge of two descending sequences: wires 0..first-1 and first..first+second-1. {@link
   * #order()} gives the ranks of the result.
   */
  static SortingNetwork merging(int first, int second) {
    List<int[]> pairs = new ArrayList<>();
    int[] a = new int[first];
    Arrays.setAll(a, i -> i);
    int[] b = new int[second];
    Arrays.setAll(b, i -> first + i);
    int[] order = merge(a, b, pairs);
    return new SortingNetwork(flatten(pairs), order);
  }

  private static int[] merge(int[] a, int[] b, List<int[]> pairs) {
    if (a.length == 0) {
      return b;
    }
    if (b.length == 0) {
      return a;
    }
    if (a.length == 1 && b.length == 1) {
      pairs.add(new int[] {a[0], b[0]});
      return new int[] {a[0], b[0]};
    }
    int[] v = merge(everySecond(a, 0), everySecond(b, 0), pairs);
    int[] w = merge(everySecond(a, 1), everySecond(b, 1), pairs);
    int[] merged = new int[a.length + b.length];
    int n = 0;
    merged[n++] = v[0];
    int i = 0;
    for (; i < w.length && i + 1 < v.length; i++) {
      pairs.add(new int[] {w[i], v[i + 1]});
      merged[n++] = w[i];
      merged[n++] = v[i + 1];
    }
    for (int rest = i + 1; rest < v.length; rest++) {
      merged[n++] = v[rest];
    }
    for (int rest = i; rest < w.length; rest++) {
      merged[n++] = w[rest];
    }
    return merged;
  }

  private static int[] everySecond(int[] values, int from) {
    int[] half = new int[(values.length - from + 1) / 2];
    Arrays.setAll(half, i -> values[from + 2 * i]);
    return half;
  }

  private static int[] flatten(List<int[]> pairs) {
    int[] flat = new int[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      flat[2 * i] = pairs.get(i)[0];
      flat[2 * i + 1] = pairs.get(i)[1];
    }
    return flat;
  }

  /** The wire of each rank, largest value first. */
  int[] order() {
    return order;
  }

  /**
   * Runs the network on the first {@code inputs} values of every wire. NaN propagates to every
   * value it is compared with.
   */
  void run(float[][] wires, int inputs) {
    for (int k = 0; k < comparators.length; k += 2) {
      exchange(wires[comparators[k]], wires[comparators[k + 1]], inputs);
    }
  }

  private static void exchange(float[] high, float[] low, int inputs) {
    for (int i = 0; i < inputs; i++) {
      float x = high[i];
      float y = low[i];
      high[i] = Math.max(x, y);
      low[i] = Math.min(x, y);
    }
  }
}
