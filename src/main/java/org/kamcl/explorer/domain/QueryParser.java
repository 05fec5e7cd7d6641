package org.kamcl.explorer.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How queries are written: words next to each other are read together ({@code boats beside a
 * pier}); a comma, quotes, a weight or a minus makes a term of its own: {@code harbour^2, ships},
 * {@code boats "stone pier" -bridge}. A weight counts for the word or the quotes before it; a minus
 * for the word or the quotes behind it. {@code like:"/path/of a picture.jpg"} and {@code like:#12}
 * ask for pictures like a file or an image of the archive.
 */
public final class QueryParser {
  private static final String LIKE = "like:";

  /** Before a quote within quotes. */
  private static final char ESCAPE = '\\';

  private final String text;
  private final List<QueryTerm> terms = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private int at;

  private QueryParser(String text) {
    this.text = text;
  }

  /**
   * Reads a query.
   *
   * @throws ExplorerException if quotes are not closed or a weight is no number above 0
   */
  public static Query parse(String text) {
    return new QueryParser(text).read();
  }

  private Query read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == ',') {
        at++;
        endRun();
      } else {
        term();
      }
    }
    endRun();
    return new Query(terms);
  }

  private void term() {
    boolean excluded = text.charAt(at) == '-';
    if (excluded) {
      at++;
      if (at >= text.length() || Character.isWhitespace(text.charAt(at))) {
        // A dash between words is a dash.
        return;
      }
    }
    QueryTerm.Kind kind = QueryTerm.Kind.WORDS;
    if (text.startsWith(LIKE, at)) {
      at += LIKE.length();
      kind = QueryTerm.Kind.IMAGE;
    }
    boolean quoted = at < text.length() && quote(text.charAt(at));
    if (quoted && kind == QueryTerm.Kind.WORDS) {
      kind = QueryTerm.Kind.PHRASE;
    }
    String words = quoted ? quoted() : word();
    double weight = weight();
    if (words.isBlank()) {
      return;
    }
    if (kind == QueryTerm.Kind.WORDS && !excluded && Double.isNaN(weight)) {
      run.append(run.isEmpty() ? "" : " ").append(words);
      return;
    }
    endRun();
    terms.add(new QueryTerm(kind, words, Double.isNaN(weight) ? 1 : weight, excluded));
  }

  /** Straight quotes and those that other programs make of them. */
  private static boolean quote(char c) {
    return c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E';
  }

  private String quoted() {
    StringBuilder quoted = new StringBuilder();
    int to = at + 1;
    while (to < text.length() && !quote(text.charAt(to))) {
      if (escaped(to)) {
        to++;
      }
      quoted.append(text.charAt(to++));
    }
    if (to >= text.length()) {
      throw new ExplorerException(
          "The query " + text + " has quotes that are not closed: add a \" at their end.");
    }
    at = to + 1;
    return quoted.toString().strip();
  }

  private boolean escaped(int place) {
    return text.charAt(place) == ESCAPE
        && place + 1 < text.length()
        && quote(text.charAt(place + 1));
  }

  private String word() {
    int from = at;
    while (at < text.length() && !ends(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean ends(char c) {
    return Character.isWhitespace(c) || c == ',' || c == '^' || quote(c);
  }

  /** The weight that follows, or NaN where none does. */
  private double weight() {
    if (at >= text.length() || text.charAt(at) != '^') {
      return Double.NaN;
    }
    int from = ++at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && text.charAt(at) != ',') {
      at++;
    }
    String number = text.substring(from, at);
    try {
      double weight = Double.parseDouble(number);
      if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers that are no weight.
    }
    throw new ExplorerException(
        "The query "
            + text
            + " has the weight ^"
            + number
            + ": write a number above 0, such as ^2 or ^0.5.");
  }

  private void endRun() {
    if (!run.isEmpty()) {
      terms.add(QueryTerm.words(run.toString()));
      run.setLength(0);
    }
  }

  /** A query as people write it. */
  public static String format(Query query) {
    StringBuilder all = new StringBuilder();
    QueryTerm before = null;
    for (QueryTerm term : query.terms()) {
      if (before != null) {
        // Two runs of words would be read as one.
        boolean joined = bare(before) && bare(term);
        all.append(joined ? ", " : " ");
      }
      all.append(format(term));
      before = term;
    }
    return all.toString();
  }

  private static boolean bare(QueryTerm term) {
    return plain(term) && !special(term);
  }

  private static boolean plain(QueryTerm term) {
    return term.kind() == QueryTerm.Kind.WORDS && term.weight() == 1 && !term.excluded();
  }

  /** A term as people write it. */
  public static String format(QueryTerm term) {
    String words = term.text();
    if (term.kind() == QueryTerm.Kind.IMAGE) {
      words = LIKE + (words.startsWith("#") ? words : quoted(words));
    } else if (term.kind() == QueryTerm.Kind.PHRASE || special(term)) {
      words = quoted(words);
    }
    String weight =
        term.weight() == 1
            ? ""
            : "^"
                + String.format(Locale.ROOT, "%.2f", term.weight())
                    .replaceAll("0+$", "")
                    .replaceAll("\\.$", "");
    return (term.excluded() ? "-" : "") + words + weight;
  }

  private static String quoted(String words) {
    StringBuilder all = new StringBuilder("\"");
    words
        .strip()
        .chars()
        .forEach(c -> all.append(quote((char) c) ? "" + ESCAPE : "").append((char) c));
    // A backslash before the last quote would make it one of the words.
    return all.toString().endsWith("\\") ? all + " \"" : all + "\"";
  }

  /** Whether words would be read as something else without quotes. */
  private static boolean special(QueryTerm term) {
    String[] words = term.text().strip().split("\\s+");
    if (!plain(term) && words.length > 1) {
      return true;
    }
    for (String word : words) {
      boolean mark = word.startsWith("-") || word.startsWith(LIKE);
      if (mark || word.chars().anyMatch(c -> c == ',' || c == '^' || quote((char) c))) {
        return true;
      }
    }
    return false;
  }
}
