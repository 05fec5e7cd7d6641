package org.kamcl.explorer.query;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;

/**
 * Parses query texts. Adjacent words form one term ({@code boats beside a pier}). A comma,
 * quotation marks, a weight or a minus sign start a new term: {@code harbor^2, ships}, {@code boats
 * "stone pier" -bridge}. A weight belongs to the word or phrase before it, a minus sign to the word
 * or phrase after it. {@code like:"/path/of an image.jpg"} and {@code like:#12} search for images
 * similar to a file or to an image of the archive.
 *
 * <p>A parser reads one text; {@link #parse} creates one.
 */
public final class QueryParser {
  private final String text;
  private final List<QueryTerm> terms = new ArrayList<>();

  /** Adjacent words that are not yet a term. */
  private final StringBuilder words = new StringBuilder();

  private int position;

  private QueryParser(String text) {
    this.text = text;
  }

  /**
   * Parses a query text.
   *
   * @return the query; without terms if the text is blank
   * @throws KamclException with {@link QueryError} if a quotation mark is not closed or a weight is
   *     not a number above 0
   */
  public static Query parse(String text) {
    return new QueryParser(text).query();
  }

  private Query query() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (Character.isWhitespace(c)) {
        position++;
      } else if (c == ',') {
        position++;
        endWords();
      } else {
        term();
      }
    }
    endWords();
    return new Query(terms);
  }

  private void term() {
    boolean excluded = text.charAt(position) == '-';
    if (excluded) {
      position++;
      if (position >= text.length() || Character.isWhitespace(text.charAt(position))) {
        // A dash between two words is punctuation.
        return;
      }
    }
    QueryTerm.Kind kind = QueryTerm.Kind.WORDS;
    if (text.startsWith(QuerySyntax.LIKE, position)) {
      position += QuerySyntax.LIKE.length();
      kind = QueryTerm.Kind.IMAGE;
    }
    boolean quoted = position < text.length() && QuerySyntax.isQuote(text.charAt(position));
    if (quoted && kind == QueryTerm.Kind.WORDS) {
      kind = QueryTerm.Kind.PHRASE;
    }
    String content = quoted ? quoted() : word();
    double weight = weight();
    if (content.isBlank()) {
      return;
    }
    if (kind == QueryTerm.Kind.WORDS && !excluded && Double.isNaN(weight)) {
      words.append(words.isEmpty() ? "" : " ").append(content);
      return;
    }
    endWords();
    terms.add(new QueryTerm(kind, content, Double.isNaN(weight) ? 1 : weight, excluded));
  }

  private String quoted() {
    StringBuilder quoted = new StringBuilder();
    int end = position + 1;
    while (end < text.length() && !QuerySyntax.isQuote(text.charAt(end))) {
      if (isEscape(end)) {
        end++;
      }
      quoted.append(text.charAt(end++));
    }
    if (end >= text.length()) {
      throw new KamclException(QueryError.QUOTE_NOT_CLOSED, text);
    }
    position = end + 1;
    return quoted.toString().strip();
  }

  private boolean isEscape(int index) {
    return text.charAt(index) == QuerySyntax.ESCAPE
        && index + 1 < text.length()
        && QuerySyntax.isQuote(text.charAt(index + 1));
  }

  private String word() {
    int start = position;
    while (position < text.length() && !endsWord(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || c == ',' || c == '^' || QuerySyntax.isQuote(c);
  }

  /** The weight at the current position; NaN if there is none. */
  private double weight() {
    if (position >= text.length() || text.charAt(position) != '^') {
      return Double.NaN;
    }
    int start = ++position;
    while (position < text.length()
        && !Character.isWhitespace(text.charAt(position))
        && text.charAt(position) != ',') {
      position++;
    }
    String number = text.substring(start, position);
    try {
      double weight = Double.parseDouble(number);
      if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new KamclException(QueryError.WEIGHT_INVALID, text, number);
  }

  private void endWords() {
    if (!words.isEmpty()) {
      terms.add(QueryTerm.words(words.toString()));
      words.setLength(0);
    }
  }
}
