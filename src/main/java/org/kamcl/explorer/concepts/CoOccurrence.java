package org.kamcl.explorer.concepts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.kamcl.explorer.api.ConceptAnalysis.Companion;

/**
 * Which concepts come together more often than chance. Counted over the images of the archive, with
 * the log-likelihood ratio of the two-by-two table (Dunning, Computational Linguistics 19, 1993),
 * which also holds for small counts.
 */
final class CoOccurrence {
  /**
   * Least ratio: that of a chi-squared distribution with one degree of freedom at p = 0.0001, so
   * that among 512 concepts hardly one is a companion by chance.
   */
  static final double LEAST_RATIO = 15.137;

  private CoOccurrence() {}

  private record Candidate(Companion companion, double ratio) {}

  /**
   * The companions of a concept, the surest first.
   *
   * @param concept index of the concept
   * @param names the concepts
   * @param candidate whether another concept, by index, may be a companion
   */
  static List<Companion> companions(
      ConceptPresence presence, int concept, List<String> names, IntPredicate candidate) {
    int all = presence.count();
    int own = presence.count(concept);
    List<Candidate> found = new ArrayList<>();
    for (int other = 0; other < names.size(); other++) {
      int its = presence.count(other);
      if (other == concept || its == 0 || own == 0 || !candidate.test(other)) {
        continue;
      }
      int both = presence.together(concept, other);
      double factor = (double) both * all / ((double) own * its);
      double ratio = ratio(both, own - both, its - both, all - own - its + both);
      if (factor > 1 && ratio >= LEAST_RATIO) {
        found.add(
            new Candidate(
                new Companion(names.get(other), both, (double) both / own, factor), ratio));
      }
    }
    found.sort(Comparator.comparingDouble(Candidate::ratio).reversed());
    return found.stream().map(Candidate::companion).toList();
  }

  /**
   * The log-likelihood ratio of a two-by-two table of counts, at least 0; 0 if rows and columns are
   * independent.
   */
  static double ratio(long both, long first, long second, long neither) {
    double all = both + first + second + neither;
    double withFirst = both + first;
    double withSecond = both + second;
    return 2
        * (term(both, withFirst * withSecond / all)
            + term(first, withFirst * (all - withSecond) / all)
            + term(second, (all - withFirst) * withSecond / all)
            + term(neither, (all - withFirst) * (all - withSecond) / all));
  }

  private static double term(long observed, double expected) {
    return observed == 0 ? 0 : observed * Math.log(observed / expected);
  }
}
