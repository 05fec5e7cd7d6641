package org.kamcl.explorer.query;

/** Marks that the parser and the formatter share. */
final class QuerySyntax {
  /** Prefix of a term that is an image. */
  static final String LIKE = "like:";

  /** Precedes a quotation mark within quotation marks. */
  static final char ESCAPE = '\\';

  private QuerySyntax() {}

  /** Whether a character is a quotation mark: straight, or as word processors replace it. */
  static boolean isQuote(char c) {
    return c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E';
  }
}
