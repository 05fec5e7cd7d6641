package org.kamcl.explorer.ui.heatmap;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;

/** The terms and words of a query that can be looked for in an image. */
public final class QueryWords {
  /** English words that name nothing that could be seen. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "without",
          "and", "or", "is", "are", "was", "were", "be", "there", "this", "that", "these", "those",
          "it", "its", "some", "as", "into", "through", "over", "under", "above", "below", "near",
          "beside", "between", "along", "around", "among", "across", "behind", "many", "much",
          "several");

  private QueryWords() {}

  /**
   * The texts to choose from, in the order of the query: each term, and each word of a term of
   * several words. Empty if that is only the query itself.
   */
  public static List<String> of(Query query) {
    Set<String> texts = new LinkedHashSet<>();
    List<QueryTerm> terms = query.terms();
    for (QueryTerm term : terms) {
      if (term.kind() == QueryTerm.Kind.IMAGE) {
        continue;
      }
      String[] words = term.text().strip().split("\\s+");
      if (terms.size() > 1 || words.length == 1) {
        texts.add(String.join(" ", words));
      }
      if (words.length > 1 && !term.excluded()) {
        for (String word : words) {
          String bare = word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
          if (!bare.isEmpty() && !FUNCTION_WORDS.contains(bare.toLowerCase(Locale.ROOT))) {
            texts.add(bare);
          }
        }
      }
    }
    return terms.size() == 1
            && texts.size() == 1
            && terms.get(0).text().strip().equals(texts.iterator().next())
        ? List.of()
        : List.copyOf(texts);
  }
}
