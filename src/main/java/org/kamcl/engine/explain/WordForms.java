package org.kamcl.engine.explain;

import java.util.List;
import java.util.Locale;

/**
 * Tells forms of the same English word, such as "sand", "sands" and "sandy", by a common stem. It
 * only removes the endings that the words of image captions have; it is coarser than a dictionary
 * and needs none.
 */
final class WordForms {
  /** Fewer letters tell too little about a word. */
  private static final int SHORTEST = 3;

  /** Endings, each after those that may follow it. */
  private static final List<String> ENDINGS = List.of("ly", "ing", "ed", "y", "e");

  private static final List<String> SIBILANTS = List.of("ss", "sh", "ch", "x", "z");

  private WordForms() {}

  /** The stem of a word; forms of the same word have the same. */
  static String stem(String word) {
    String stem = singular(word.toLowerCase(Locale.ROOT));
    for (String ending : ENDINGS) {
      stem = without(stem, ending);
    }
    return stem;
  }

  private static String singular(String word) {
    if (word.length() <= SHORTEST || !word.endsWith("s") || word.matches(".*(ss|us|is)")) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    String shorter = word.endsWith("es") ? word.substring(0, word.length() - 2) : "";
    return SIBILANTS.stream().anyMatch(shorter::endsWith)
        ? shorter
        : word.substring(0, word.length() - 1);
  }

  private static String without(String word, String ending) {
    String rest = word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : "";
    if (rest.length() < SHORTEST || !rest.matches(".*[aeiouy].*")) {
      return word;
    }
    char last = rest.charAt(rest.length() - 1);
    if (ending.equals("y") && "aeou".indexOf(last) >= 0) {
      // "highway" is no form of "highwa".
      return word;
    }
    boolean doubled =
        rest.length() > SHORTEST
            && last == rest.charAt(rest.length() - 2)
            && "bdgmnprt".indexOf(last) >= 0;
    return doubled ? rest.substring(0, rest.length() - 1) : rest;
  }
}
