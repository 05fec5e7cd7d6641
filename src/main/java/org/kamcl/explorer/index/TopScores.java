package org.kamcl.explorer.index;

/** Finds the highest of many scores. */
final class TopScores {
  private final float[] scores;
  private final int[] heap;
  private int size;

  private TopScores(float[] scores, int top) {
    this.scores = scores;
    this.heap = new int[Math.min(top, scores.length)];
  }

  /** Positions of the highest scores, highest first, equal ones in order; NaN is none. */
  static int[] of(float[] scores, int top) {
    TopScores best = new TopScores(scores, top);
    best.fill();
    return best.drain();
  }

  private void fill() {
    int i = 0;
    for (; i < scores.length && size < heap.length; i++) {
      if (!Float.isNaN(scores[i])) {
        heap[size++] = i;
        up(size - 1);
      }
    }
    if (size == 0) {
      return;
    }
    float worst = scores[heap[0]];
    for (; i < scores.length; i++) {
      // A later one of the same score stays out.
      if (scores[i] > worst) {
        heap[0] = i;
        down();
        worst = scores[heap[0]];
      }
    }
  }

  private int[] drain() {
    int[] best = new int[size];
    while (size > 0) {
      best[size - 1] = heap[0];
      heap[0] = heap[--size];
      down();
    }
    return best;
  }

  /** Whether the first goes before the second does. */
  private boolean worse(int a, int b) {
    return scores[a] < scores[b] || (scores[a] == scores[b] && a > b);
  }

  private void up(int from) {
    int at = from;
    while (at > 0 && worse(heap[at], heap[(at - 1) / 2])) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void down() {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && worse(heap[child + 1], heap[child])) {
        child++;
      }
      if (!worse(heap[child], heap[at])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    int kept = heap[a];
    heap[a] = heap[b];
    heap[b] = kept;
  }
}
