package org.kamcl.engine.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges the symbols of a word in the order of a list of pairs: of all neighbors, the pair that is
 * first in the list is replaced at all its places, until no pair of the list is left. A queue keeps
 * the time near linear, also for a word of a million letters. (Sennrich, Haddow, Birch, ACL 2016.)
 */
final class BytePairMerger {
  /** Left and right symbol of each pair in one number, in rising order. */
  private final long[] pairs;

  private final int[] ranks;
  private final int[] symbols;

  /**
   * An entry of the list of pairs.
   *
   * @param left id of the first symbol
   * @param right id of the second symbol
   * @param rank place in the list, from 0
   * @param symbol id of what both become
   */
  record Merge(int left, int right, int rank, int symbol) {
    long pair() {
      return pairOf(left, right);
    }
  }

  /** A pair at a place of the word when it was found; it may have changed since. */
  private record Place(int at, int rank, long pair, int symbol) {}

  /**
   * @param merges each pair once
   */
  BytePairMerger(Collection<Merge> merges) {
    List<Merge> sorted = merges.stream().sorted(Comparator.comparingLong(Merge::pair)).toList();
    pairs = sorted.stream().mapToLong(Merge::pair).toArray();
    ranks = sorted.stream().mapToInt(Merge::rank).toArray();
    symbols = sorted.stream().mapToInt(Merge::symbol).toArray();
  }

  private static long pairOf(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  /**
   * @param word its symbols, at least one
   * @return the symbols after all merges
   */
  int[] merge(int[] word) {
    return new Word(word).merged();
  }

  /** The symbols of a word as a linked list. */
  private final class Word {
    private final int[] word;
    private final int[] next;
    private final int[] previous;
    private final boolean[] gone;
    private final PriorityQueue<Place> queue =
        new PriorityQueue<>(Comparator.comparingInt(Place::rank).thenComparingInt(Place::at));

    Word(int[] given) {
      word = given.clone();
      int n = word.length;
      next = new int[n];
      previous = new int[n];
      gone = new boolean[n];
      for (int i = 0; i < n; i++) {
        next[i] = i + 1;
        previous[i] = i - 1;
      }
      for (int i = 0; i + 1 < n; i++) {
        find(i);
      }
    }

    private void find(int at) {
      if (at >= 0 && next[at] < word.length) {
        long pair = pairOf(word[at], word[next[at]]);
        int found = Arrays.binarySearch(pairs, pair);
        if (found >= 0) {
          queue.add(new Place(at, ranks[found], pair, symbols[found]));
        }
      }
    }

    int[] merged() {
      List<Integer> changed = new ArrayList<>();
      while (!queue.isEmpty()) {
        int rank = queue.peek().rank();
        // All places of a pair are merged before the new pairs are looked at.
        while (!queue.isEmpty() && queue.peek().rank() == rank) {
          Place place = queue.remove();
          if (holds(place)) {
            replace(place);
            changed.add(place.at());
          }
        }
        for (int at : changed) {
          if (!gone[at]) {
            find(previous[at]);
            find(at);
          }
        }
        changed.clear();
      }
      int n = 0;
      int[] result = new int[word.length];
      for (int i = 0; i < word.length; i = next[i]) {
        result[n++] = word[i];
      }
      return Arrays.copyOf(result, n);
    }

    private boolean holds(Place place) {
      int at = place.at();
      return !gone[at]
          && next[at] < word.length
          && pairOf(word[at], word[next[at]]) == place.pair();
    }

    private void replace(Place place) {
      int at = place.at();
      int right = next[at];
      word[at] = place.symbol();
      gone[right] = true;
      next[at] = next[right];
      if (next[right] < word.length) {
        previous[next[right]] = at;
      }
    }
  }
}
