package org.kamcl.file;

import java.text.Normalizer;

/**
 * Unicode normalization in linear time. Normalization sorts the accents behind a letter, so a text
 * of a million accents would take hours. Behind 30 of them, a letter without effect ends the run,
 * as in the Stream-Safe Text Format (Unicode Standard Annex 15).
 */
public final class UnicodeForms {
  private static final int MAX_ACCENTS = 30;
  private static final int COMBINING_GRAPHEME_JOINER = 0x034f;

  private UnicodeForms() {}

  /** The composed form of a text. */
  public static String composed(String text) {
    return Normalizer.normalize(streamSafe(text), Normalizer.Form.NFC);
  }

  /** The decomposed form of a text: letters and their accents are characters of their own. */
  public static String decomposed(String text) {
    return Normalizer.normalize(streamSafe(text), Normalizer.Form.NFD);
  }

  private static String streamSafe(String text) {
    if (longestRun(text) <= MAX_ACCENTS) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    int run = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      run = isAccent(c) ? run + 1 : 0;
      if (run > MAX_ACCENTS) {
        safe.appendCodePoint(COMBINING_GRAPHEME_JOINER);
        run = 1;
      }
      safe.appendCodePoint(c);
      at += Character.charCount(c);
    }
    return safe.toString();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      run = isAccent(c) ? run + 1 : 0;
      longest = Math.max(longest, run);
      at += Character.charCount(c);
    }
    return longest;
  }

  private static boolean isAccent(int c) {
    int type = Character.getType(c);
    return c != COMBINING_GRAPHEME_JOINER
        && (type == Character.NON_SPACING_MARK
            || type == Character.COMBINING_SPACING_MARK
            || type == Character.ENCLOSING_MARK);
  }
}
