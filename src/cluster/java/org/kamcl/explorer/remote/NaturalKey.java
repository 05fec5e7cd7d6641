package org.kamcl.explorer.remote;

/**
 * Texts by which Solr, which compares bytes, sorts names as the window does: without regard to case,
 * with numbers as numbers, and by their characters where that leaves them equal.
 */
final class NaturalKey {
  private static final char NUMBER = '0';
  private static final char END = '\u0000';

  /** A length is one character, above those of digits. */
  private static final int LENGTH_OFFSET = 0x100;

  private static final int MOST_DIGITS = 0x4000;

  /** From here on, the order of bytes in UTF-8 is another one than that of characters. */
  private static final char ESCAPE = '\ud7ff';

  private NaturalKey() {}

  /** The key of a text; keys are compared by their code points. */
  static String of(String text) {
    StringBuilder key = new StringBuilder(2 * text.length() + 8);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        i = number(text, i, key);
      } else {
        append(key, Character.toLowerCase(Character.toUpperCase(c)));
        i++;
      }
    }
    key.append(END);
    for (int j = 0; j < text.length(); j++) {
      append(key, text.charAt(j));
    }
    return key.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Appends a number by its length and its digits; returns where it ends. */
  private static int number(String text, int start, StringBuilder key) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    int first = start;
    while (first < end - 1 && text.charAt(first) == '0') {
      first++;
    }
    key.append(NUMBER);
    key.append((char) (LENGTH_OFFSET + Math.min(MOST_DIGITS, end - first)));
    key.append(text, first, end);
    return end;
  }

  private static void append(StringBuilder key, char c) {
    if (c >= ESCAPE) {
      key.append(ESCAPE).append((char) (LENGTH_OFFSET + c - ESCAPE));
    } else {
      key.append(c);
    }
  }
}
