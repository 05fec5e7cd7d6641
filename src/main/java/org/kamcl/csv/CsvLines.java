package org.kamcl.csv;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text and the quotes that can close a quoted value. Finds where a quoted value ends
 * without reading it, so that a quote that is never closed costs no more than its line.
 */
final class CsvLines {
  private final String text;
  private final int[] starts;

  /** Offsets of the quotes that end an odd number of quotes; inside a value, these close it. */
  private final int[] closers;

  /** For each line, the first line from it on that looks like a row; null until it is needed. */
  private int @Nullable [] nextRow;

  CsvLines(String text) {
    this.text = text;
    int[] lineStarts = new int[16];
    int[] quotes = new int[16];
    int lines = 1;
    int found = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '"' ? run + 1 : 0;
      if (run % 2 == 1 && (i + 1 == text.length() || text.charAt(i + 1) != '"')) {
        quotes = found == quotes.length ? Arrays.copyOf(quotes, 2 * found) : quotes;
        quotes[found++] = i;
      }
      if (endsLine(text, i)) {
        lineStarts = lines == lineStarts.length ? Arrays.copyOf(lineStarts, 2 * lines) : lineStarts;
        lineStarts[lines++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(lineStarts, lines);
    this.closers = Arrays.copyOf(quotes, found);
  }

  /** Whether a line ends with a character; lines end with LF, CR or both. */
  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }

  /** The number of the line that holds an offset, from 0. */
  int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** Where a line begins; the length of the text for the line after the last one. */
  int start(int line) {
    return line < starts.length ? starts[line] : text.length();
  }

  /**
   * The quote that closes a value.
   *
   * @param open offset of the quote that opens it, which does not follow another quote
   * @return its offset; -1 if there is none
   */
  int closingQuote(int open) {
    int end = open;
    while (end + 1 < text.length() && text.charAt(end + 1) == '"') {
      end++;
    }
    if ((end - open) % 2 == 1) {
      return end;
    }
    int next = Arrays.binarySearch(closers, end + 1);
    next = next >= 0 ? next : -next - 1;
    return next < closers.length ? closers[next] : -1;
  }

  /**
   * Whether a line looks like a row.
   *
   * @param from first line to look at
   * @param to last line to look at
   * @param isRow whether a line, by its number, looks like a row; asked once for each line
   */
  boolean anyRow(int from, int to, IntPredicate isRow) {
    int[] next = nextRow;
    if (next == null) {
      next = new int[starts.length + 1];
      next[starts.length] = Integer.MAX_VALUE;
      for (int line = starts.length - 1; line >= 0; line--) {
        next[line] = isRow.test(line) ? line : next[line + 1];
      }
      nextRow = next;
    }
    return next[Math.min(from, starts.length)] <= to;
  }
}
