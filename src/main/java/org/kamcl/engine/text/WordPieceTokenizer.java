package org.kamcl.engine.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kamcl.error.KamclException;
import org.kamcl.file.TextFiles;
import org.kamcl.file.UnicodeForms;

/**
 * BERT's uncased WordPiece tokenization: lower case, accents stripped, punctuation and CJK
 * characters separated, words split greedily into the longest known pieces, continuations marked
 * with {@code ##}. (Devlin et al., NAACL 2019.)
 */
public final class WordPieceTokenizer {
  private static final String START = "[CLS]";
  private static final String END = "[SEP]";
  private static final String UNKNOWN = "[UNK]";
  private static final int MAX_WORD_LENGTH = 100;

  private static final int SHORT_PIECE = 3;
  private static final int MANY_PIECES = 3;

  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * @param pieces in the order of their ids, from 0
   * @throws KamclException if a special token is missing
   */
  public WordPieceTokenizer(List<String> pieces) {
    for (String piece : pieces) {
      ids.putIfAbsent(piece, ids.size());
    }
    for (String needed : new String[] {START, END, UNKNOWN}) {
      if (!ids.containsKey(needed)) {
        throw new KamclException(TextError.WORD_MISSING, needed);
      }
    }
  }

  /**
   * Reads a vocabulary, one piece per line.
   *
   * @throws KamclException if the file cannot be read or is not a vocabulary
   */
  public static WordPieceTokenizer read(Path file) {
    try {
      return new WordPieceTokenizer(TextFiles.readUtf8(file).lines().toList());
    } catch (IOException e) {
      throw new KamclException(e, TextError.VOCABULARY_UNREADABLE, file, Vocabulary.reason(e));
    }
  }

  /** Number of word pieces. */
  public int size() {
    return ids.size();
  }

  /**
   * Whether a model trained on these pieces is likely to know a word, in any script. A word counts
   * as unknown if it splits into three or more pieces of which none has more than three letters, or
   * into single letters, as words of other scripts do. By this rule, 92 of 100 random words of four
   * to nine letters are unknown, and 7 of 100 rare terms of remote sensing; by the number of pieces
   * alone, 93 and 18.
   */
  public boolean isKnownWord(String word) {
    List<String> all = tokens(word).stream().skip(1).toList();
    List<String> parts = all.subList(0, all.size() - 1);
    boolean letters = word.codePoints().anyMatch(Character::isLetterOrDigit);
    if (!letters) {
      return true;
    }
    if (parts.contains(UNKNOWN) || word.codePoints().anyMatch(WordPieceTokenizer::isChinese)) {
      return false;
    }
    // Hyphens and other punctuation separate words, each of which may be known.
    int from = 0;
    for (int to = 1; to <= parts.size(); to++) {
      if (to == parts.size() || !parts.get(to).startsWith("##")) {
        if (isWord(parts.get(from)) && isKnownWord(parts.subList(from, to))) {
          return true;
        }
        from = to;
      }
    }
    return false;
  }

  private static boolean isWord(String piece) {
    return piece.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean isKnownWord(List<String> parts) {
    int longest = 0;
    for (String part : parts) {
      longest = Math.max(longest, part.startsWith("##") ? part.length() - 2 : part.length());
    }
    return parts.size() == 1
        || longest > SHORT_PIECE
        || (parts.size() < MANY_PIECES && longest > 1);
  }

  /** The pieces of a text, with {@code [CLS]} before and {@code [SEP]} after. */
  public List<String> tokens(String text) {
    List<String> pieces = new ArrayList<>();
    pieces.add(START);
    for (String word : words(text)) {
      split(word, pieces);
    }
    pieces.add(END);
    return pieces;
  }

  /**
   * Ids of a text's pieces.
   *
   * @param maxTokens limit including {@code [CLS]} and {@code [SEP]}, at least 2; longer texts are
   *     truncated
   */
  public int[] ids(String text, int maxTokens) {
    List<String> pieces = tokens(text);
    int length = Math.min(pieces.size(), maxTokens);
    int[] result = new int[length];
    for (int i = 0; i < length; i++) {
      result[i] = Objects.requireNonNull(ids.get(i == length - 1 ? END : pieces.get(i)));
    }
    return result;
  }

  private static List<String> words(String text) {
    StringBuilder clean = new StringBuilder();
    String decomposed = UnicodeForms.decomposed(clean(text).toLowerCase(Locale.ROOT));
    decomposed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(
            c -> {
              if (isPunctuation(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
              } else {
                clean.appendCodePoint(c);
              }
            });
    List<String> words = new ArrayList<>();
    for (String word : clean.toString().split(" +")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** Removes control characters, maps white space to blanks, and separates CJK characters. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (c == '\t' || c == '\n' || c == '\r' || type == Character.SPACE_SEPARATOR) {
                clean.append(' ');
              } else if (c == 0
                  || c == 0xfffd
                  || type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.PRIVATE_USE
                  || type == Character.UNASSIGNED) {
                return;
              } else if (isChinese(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
              } else {
                clean.appendCodePoint(c);
              }
            });
    return clean.toString();
  }

  /** The CJK unified ideographs and their extensions, but not kana and hangul. */
  private static boolean isChinese(int c) {
    return (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0x3400 && c <= 0x4dbf)
        || (c >= 0x20000 && c <= 0x2a6df)
        || (c >= 0x2a700 && c <= 0x2ceaf)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0x2f800 && c <= 0x2fa1f);
  }

  /** Unicode punctuation, and every ASCII symbol, as in BERT. */
  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > 32 && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private void split(String word, List<String> pieces) {
    int[] letters = word.codePoints().toArray();
    if (letters.length > MAX_WORD_LENGTH) {
      pieces.add(UNKNOWN);
      return;
    }
    List<String> found = new ArrayList<>();
    int start = 0;
    while (start < letters.length) {
      int end = letters.length;
      String piece = null;
      while (end > start) {
        String candidate = (start > 0 ? "##" : "") + new String(letters, start, end - start);
        if (ids.containsKey(candidate)) {
          piece = candidate;
          break;
        }
        end--;
      }
      if (piece == null) {
        pieces.add(UNKNOWN);
        return;
      }
      found.add(piece);
      start = end;
    }
    pieces.addAll(found);
  }
}
