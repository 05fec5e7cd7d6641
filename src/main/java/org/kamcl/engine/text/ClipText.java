package org.kamcl.engine.text;

import java.text.Normalizer;
import java.util.Locale;
import org.kamcl.file.UnicodeForms;

/**
 * The clean-up of texts before CLIP's tokenizer: repaired Unicode, resolved HTML entities, single
 * blanks, lower case.
 */
final class ClipText {
  private final HtmlEntities entities = new HtmlEntities();

  /** The cleaned text; its only white space is single blanks between words. */
  String clean(String text) {
    String resolved = entities.resolve(entities.resolve(repair(text)));
    return collapse(resolved).toLowerCase(Locale.ROOT);
  }

  /**
   * Straightens quotes, replaces ligatures and full-width letters, drops control characters, and
   * composes accents.
   */
  private static String repair(String text) {
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == 0x2bc || (c >= 0x2018 && c <= 0x201b)) {
                repaired.append('\'');
              } else if (c >= 0x201c && c <= 0x201f) {
                repaired.append('"');
              } else if ((c >= 0xfb00 && c <= 0xfb06) || (c >= 0xff01 && c <= 0xffef)) {
                repaired.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
              } else if (!isDropped(c)) {
                repaired.appendCodePoint(c);
              }
            });
    return UnicodeForms.composed(repaired.toString());
  }

  private static boolean isDropped(int c) {
    boolean control = (c < ' ' && !isSpace(c)) || c == 0x7f;
    return control || c == 0xfeff || (c >= 0x206a && c <= 0x206f);
  }

  private static String collapse(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean blank = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        blank = collapsed.length() > 0;
      } else {
        if (blank) {
          collapsed.append(' ');
          blank = false;
        }
        collapsed.append(c);
      }
    }
    return collapsed.toString();
  }

  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r')
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || Character.isSpaceChar(c);
  }
}
