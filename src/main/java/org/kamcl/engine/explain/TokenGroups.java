package org.kamcl.engine.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.TextTokenization;

/**
 * Which tokens of a text encoder belong to which word of a text.
 *
 * @param written all words of the text, split at white space
 * @param tokens number of tokens of each word; empty if the tokens do not correspond to words
 * @param hasSpecialTokens whether a start token comes before the first word and an end token after
 *     the last one
 */
record TokenGroups(List<String> written, Optional<int[]> tokens, boolean hasSpecialTokens) {
  static TokenGroups of(KamclModel model, String text) {
    List<String> words =
        Arrays.stream(text.strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
    boolean special = model.card().network().tokenization() != TextTokenization.WORDS;
    Optional<int[]> tokens =
        model.tokensOfWords(words).map(lists -> lists.stream().mapToInt(List::size).toArray());
    return new TokenGroups(words, tokens, special);
  }

  /** The words, if the tokens correspond to them; else empty. */
  List<String> words() {
    return tokens.isPresent() ? written : List.of();
  }

  /** Sums the values of each word's tokens; words beyond the encoder's limit get 0. */
  double[] sums(double[] values) {
    int[] counts = tokens.orElseThrow();
    double[] sums = new double[counts.length];
    int at = hasSpecialTokens ? 1 : 0;
    int end = values.length - at;
    for (int w = 0; w < counts.length; w++) {
      for (int t = 0; t < counts[w] && at < end; t++, at++) {
        sums[w] += values[at];
      }
    }
    return sums;
  }

  /**
   * The group of each token: 0 for the start token, then the words from 1, then the end token.
   *
   * @param count number of tokens after truncation
   */
  int[] groupOfToken(int count) {
    int[] counts = tokens.orElseThrow();
    int[] groups = new int[count];
    int at = 1;
    for (int w = 0; w < counts.length; w++) {
      for (int t = 0; t < counts[w] && at < count - 1; t++, at++) {
        groups[at] = w + 1;
      }
    }
    groups[count - 1] = counts.length + 1;
    return groups;
  }
}
