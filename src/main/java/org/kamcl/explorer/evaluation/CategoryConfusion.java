package org.kamcl.explorer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;

/**
 * Which category ranks first for the captions of another.
 *
 * @param categories in alphabetical order
 * @param counts number of captions by the category of their image (row) and of the image that ranks
 *     first (column)
 */
public record CategoryConfusion(List<String> categories, int[][] counts) {
  /**
   * Captions of one category for which another ranks first.
   *
   * @param captions number of these captions
   * @param share of all captions of the category, 0..1
   */
  public record Pair(String wanted, String first, int captions, double share) {}

  /** Counts the captions of an evaluation; images without a category do not count. */
  public static CategoryConfusion of(Evaluation evaluation) {
    TreeSet<String> names = new TreeSet<>();
    evaluation.images().forEach(image -> names.add(image.category()));
    names.remove("");
    List<String> categories = List.copyOf(names);
    int[][] counts = new int[categories.size()][categories.size()];
    for (Caption caption : evaluation.captions()) {
      int wanted = categories.indexOf(evaluation.images().get(caption.image()).category());
      int first = categories.indexOf(evaluation.images().get(caption.firstImage()).category());
      if (wanted >= 0 && first >= 0) {
        counts[wanted][first]++;
      }
    }
    return new CategoryConfusion(categories, counts);
  }

  /** Number of captions of a category. */
  public int captions(int category) {
    int sum = 0;
    for (int count : counts[category]) {
      sum += count;
    }
    return sum;
  }

  /** Share of captions of a category for which an image of the same category ranks first, 0..1. */
  public double correct(int category) {
    return (double) counts[category][category] / Math.max(1, captions(category));
  }

  /** The most frequent confusions, by share of the category. */
  public List<Pair> worst(int most) {
    List<Pair> pairs = new ArrayList<>();
    for (int wanted = 0; wanted < counts.length; wanted++) {
      for (int first = 0; first < counts.length; first++) {
        if (wanted != first && counts[wanted][first] > 0) {
          int captions = counts[wanted][first];
          double share = (double) captions / captions(wanted);
          pairs.add(new Pair(categories.get(wanted), categories.get(first), captions, share));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::share)
            .reversed()
            .thenComparing(Pair::wanted)
            .thenComparing(Pair::first));
    return List.copyOf(pairs.subList(0, Math.min(most, pairs.size())));
  }
}
