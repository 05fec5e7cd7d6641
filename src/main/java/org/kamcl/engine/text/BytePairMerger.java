package org.kamcl.engine.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Merges the symbols of a word in the order of a list of pairs: of all neighbors, the pair that is
 * first in the list is replaced at all its places, until no pair of the list is left. A queue keeps
 * the time near linear, also for a word of a million letters. (Sennrich, Haddow, Birch, ACL 2016.)
 */
final class BytePairMerger {
  private final Map<Pair, Merge> merges;

  /** Two neighbors, by the ids of their symbols. */
  record Pair(int left, int right) {}

  /** What a pair becomes: its place in the list, from 0, and the id of the new symbol. */
  record Merge(int rank, int symbol) {}

  /** A pair at a place of the word when it was found; it may have changed since. */
  private record Place(int at, Pair pair, Merge merge) {}

  /**
   * @param merges by pair
   */
  BytePairMerger(Map<Pair, Merge> merges) {
    this.merges = Map.copyOf(merges);
  }

  /**
   * @param symbols of a word, at least one
   * @return the symbols after all merges
   */
  int[] merge(int[] symbols) {
    return new Word(symbols).merged();
  }

  /** The symbols of a word as a linked list. */
  private final class Word {
    private final int[] symbols;
    private final int[] next;
    private final int[] previous;
    private final boolean[] gone;
    private final PriorityQueue<Place> queue =
        new PriorityQueue<>(
            Comparator.comparingInt((Place place) -> place.merge().rank())
                .thenComparingInt(Place::at));

    Word(int[] given) {
      symbols = given.clone();
      int n = symbols.length;
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
      if (at >= 0 && next[at] < symbols.length) {
        Pair pair = new Pair(symbols[at], symbols[next[at]]);
        Merge merge = merges.get(pair);
        if (merge != null) {
          queue.add(new Place(at, pair, merge));
        }
      }
    }

    int[] merged() {
      List<Integer> changed = new ArrayList<>();
      while (!queue.isEmpty()) {
        int rank = queue.peek().merge().rank();
        // All places of a pair are merged before the new pairs are looked at.
        while (!queue.isEmpty() && queue.peek().merge().rank() == rank) {
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
      int[] result = new int[symbols.length];
      for (int i = 0; i < symbols.length; i = next[i]) {
        result[n++] = symbols[i];
      }
      return Arrays.copyOf(result, n);
    }

    private boolean holds(Place place) {
      int at = place.at();
      return !gone[at]
          && next[at] < symbols.length
          && symbols[at] == place.pair().left()
          && symbols[next[at]] == place.pair().right();
    }

    private void replace(Place place) {
      int at = place.at();
      int right = next[at];
      symbols[at] = place.merge().symbol();
      gone[right] = true;
      next[at] = next[right];
      if (next[right] < symbols.length) {
        previous[next[right]] = at;
      }
    }
  }
}
