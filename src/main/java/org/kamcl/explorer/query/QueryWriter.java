package org.kamcl.explorer.query;

import java.util.Locale;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;

/**
 * Writes queries as text that {@link QueryParser} reads again. Equal queries have equal texts, so
 * the text also identifies a query, for relevance feedback and the history.
 */
public final class QueryWriter {
  private QueryWriter() {}

  /** The text of a query; empty if it has no terms. */
  public static String write(Query query) {
    StringBuilder text = new StringBuilder();
    QueryTerm previous = null;
    for (QueryTerm term : query.terms()) {
      if (previous != null) {
        // Without a comma, two terms of plain words would be parsed as one.
        text.append(isBare(previous) && isBare(term) ? ", " : " ");
      }
      text.append(write(term));
      previous = term;
    }
    return text.toString();
  }

  /** The text of a term. */
  public static String write(QueryTerm term) {
    String content = term.text();
    if (term.kind() == QueryTerm.Kind.IMAGE) {
      content = QuerySyntax.LIKE + (content.startsWith("#") ? content : quote(content));
    } else if (term.kind() == QueryTerm.Kind.PHRASE || needsQuotes(term)) {
      content = quote(content);
    }
    String weight =
        term.weight() == 1
            ? ""
            : "^"
                + String.format(Locale.ROOT, "%.2f", term.weight())
                    .replaceAll("0+$", "")
                    .replaceAll("\\.$", "");
    return (term.excluded() ? "-" : "") + content + weight;
  }

  private static boolean isBare(QueryTerm term) {
    return isPlain(term) && !needsQuotes(term);
  }

  private static boolean isPlain(QueryTerm term) {
    return term.kind() == QueryTerm.Kind.WORDS && term.weight() == 1 && !term.excluded();
  }

  private static String quote(String content) {
    StringBuilder quoted = new StringBuilder("\"");
    content
        .strip()
        .chars()
        .forEach(
            c ->
                quoted
                    .append(QuerySyntax.isQuote((char) c) ? "" + QuerySyntax.ESCAPE : "")
                    .append((char) c));
    // A backslash before the closing quotation mark would escape it.
    return quoted.toString().endsWith("\\") ? quoted + " \"" : quoted + "\"";
  }

  /** Whether words would be parsed as something else without quotation marks. */
  private static boolean needsQuotes(QueryTerm term) {
    String[] words = term.text().strip().split("\\s+");
    if (!isPlain(term) && words.length > 1) {
      return true;
    }
    for (String word : words) {
      boolean prefixed = word.startsWith("-") || word.startsWith(QuerySyntax.LIKE);
      if (prefixed
          || word.chars().anyMatch(c -> c == ',' || c == '^' || QuerySyntax.isQuote((char) c))) {
        return true;
      }
    }
    return false;
  }
}
