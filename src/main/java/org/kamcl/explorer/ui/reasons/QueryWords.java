package org.kamcl.explorer.ui.reasons;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.kamcl.engine.explain.ExplainedQuery;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.reasons.WordReason.Kind;

/**
 * The words of a query with their contributions. An explanation leaves out words that the model
 * does not know, so its parts are matched with the terms in order.
 */
final class QueryWords {
  /** Below this score, contributions are not given as a share of it. */
  private static final double LEAST_SCORE = 0.02;

  private QueryWords() {}

  /** The words of a query without contributions. */
  static List<WordReason> of(Query query) {
    List<WordReason> words = new ArrayList<>();
    for (int t = 0; t < query.terms().size(); t++) {
      QueryTerm term = query.terms().get(t);
      if (isImage(term) || term.excluded()) {
        words.add(pending(kind(term), t, isImage(term) ? "" : term.text(), true));
      } else {
        for (String word : split(term.text())) {
          words.add(pending(Kind.WORD, t, word, true));
        }
      }
    }
    return words;
  }

  /** The words of a query with contributions, then those of relevance feedback. */
  static List<WordReason> of(Query query, Explanation explanation) {
    double score = explanation.score();
    List<PartShare> parts = explanation.parts();
    List<WordReason> words = new ArrayList<>();
    int[] partOfTerm = partOfTerm(query, parts);
    for (int t = 0; t < partOfTerm.length; t++) {
      QueryTerm term = query.terms().get(t);
      int part = partOfTerm[t];
      boolean whole = isImage(term) || term.excluded();
      if (whole) {
        String text = isImage(term) ? "" : term.text();
        words.add(
            part < 0
                ? pending(kind(term), t, text, false)
                : reason(kind(term), t, text, summand(explanation, part), score));
      } else {
        addWords(words, explanation, t, term, part);
      }
    }
    for (PartShare part : parts) {
      if (part.kind() == ExplainedQuery.Kind.RELEVANT) {
        words.add(reason(Kind.RELEVANT, -1, "", part.score(), score));
      } else if (part.kind() == ExplainedQuery.Kind.NOT_RELEVANT) {
        words.add(reason(Kind.NOT_RELEVANT, -1, "", part.score(), score));
      }
    }
    return words;
  }

  private static void addWords(
      List<WordReason> words, Explanation explanation, int index, QueryTerm term, int part) {
    List<WordShare> own =
        explanation.words().stream().filter(share -> share.part() == part).toList();
    int next = 0;
    for (String word : split(term.text())) {
      if (next < own.size() && own.get(next).word().equalsIgnoreCase(word)) {
        double drop = own.get(next).leaveOneOut();
        words.add(reason(Kind.WORD, index, word, drop, explanation.score()));
        next++;
      } else {
        words.add(pending(Kind.WORD, index, word, false));
      }
    }
  }

  /** The summand of a part, less what it costs as an exclusion. */
  private static double summand(Explanation explanation, int part) {
    double penalty =
        explanation.placement().map(Placement::penalties).orElse(List.of()).stream()
            .filter(p -> p.part() == part)
            .mapToDouble(Placement.Penalty::value)
            .sum();
    return explanation.parts().get(part).score() - penalty;
  }

  private static WordReason pending(Kind kind, int term, String text, boolean known) {
    return new WordReason(kind, term, text, OptionalDouble.empty(), OptionalDouble.empty(), known);
  }

  private static WordReason reason(
      Kind kind, int term, String text, double contribution, double score) {
    return new WordReason(
        kind,
        term,
        text,
        OptionalDouble.of(contribution),
        score < LEAST_SCORE ? OptionalDouble.empty() : OptionalDouble.of(contribution / score),
        true);
  }

  private static Kind kind(QueryTerm term) {
    return term.excluded() ? Kind.EXCLUDED : isImage(term) ? Kind.IMAGE : Kind.WORD;
  }

  /**
   * The part of an explanation that each term of a query is.
   *
   * @return -1 for a term that the explanation leaves out
   */
  static int[] partOfTerm(Query query, List<PartShare> parts) {
    int[] found = new int[query.terms().size()];
    int next = 0;
    for (int t = 0; t < found.length; t++) {
      found[t] = -1;
      if (next < parts.size() && matches(query.terms().get(t), parts.get(next))) {
        found[t] = next;
        next++;
      }
    }
    return found;
  }

  private static boolean matches(QueryTerm term, PartShare part) {
    if (isImage(term)) {
      return part.kind() == ExplainedQuery.Kind.IMAGE;
    }
    if (part.kind() != ExplainedQuery.Kind.TEXT) {
      return false;
    }
    List<String> kept = split(part.text());
    int next = 0;
    for (String word : split(term.text())) {
      if (next < kept.size() && kept.get(next).equalsIgnoreCase(word)) {
        next++;
      }
    }
    return next == kept.size();
  }

  private static List<String> split(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  private static boolean isImage(QueryTerm term) {
    return term.kind() == QueryTerm.Kind.IMAGE;
  }
}
