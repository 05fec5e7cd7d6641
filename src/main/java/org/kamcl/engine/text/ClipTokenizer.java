package org.kamcl.engine.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.kamcl.engine.text.BytePairMerger.Merge;

/**
 * The byte pair encoding of CLIP and its relatives: cleaned text in lower case, pieces of letters,
 * single digits and signs, their UTF-8 bytes merged by CLIP's list of pairs. Any text in any script
 * has ids, so no word is unknown. Immutable. (Radford et al., ICML 2021.)
 */
public final class ClipTokenizer {
  /** Number of ids. */
  public static final int SIZE = 49_408;

  /** Positions of the published text encoders, including start and end. */
  public static final int CONTEXT_LENGTH = 77;

  /** The id before every text. */
  public static final int START = SIZE - 2;

  /** The id after every text, the largest. */
  public static final int END = SIZE - 1;

  private static final String START_TEXT = "<start_of_text>";
  private static final String END_TEXT = "<end_of_text>";
  private static final String WORD_END = "</w>";
  private static final int BYTES = 256;
  private static final int MERGES = SIZE - 2 - 2 * BYTES;

  private static final Pattern PIECE =
      Pattern.compile(
          START_TEXT
              + "|"
              + END_TEXT
              + "|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+");

  private final ClipText text = new ClipText();
  private final int[] symbolsOfBytes;
  private final String[] names = new String[SIZE];
  private final BytePairMerger merger;

  /** Reads the list of pairs that the program contains. */
  public ClipTokenizer() {
    char[] characters = byteCharacters();
    symbolsOfBytes = new int[BYTES];
    Map<String, Integer> ids = new HashMap<>();
    // The bytes that stand for themselves come first, the others follow in rising order.
    List<Integer> order = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      for (int b = 0; b < BYTES; b++) {
        if ((characters[b] == b) == (pass == 0)) {
          order.add(b);
        }
      }
    }
    for (int i = 0; i < BYTES; i++) {
      symbolsOfBytes[order.get(i)] = i;
      add(ids, i, String.valueOf(characters[order.get(i)]));
      add(ids, BYTES + i, characters[order.get(i)] + WORD_END);
    }
    List<String[]> pairs = pairs();
    for (int i = 0; i < MERGES; i++) {
      add(ids, 2 * BYTES + i, String.join("", pairs.get(i)));
    }
    add(ids, START, START_TEXT);
    add(ids, END, END_TEXT);
    merger = new BytePairMerger(merges(pairs, ids));
  }

  private void add(Map<String, Integer> ids, int id, String name) {
    names[id] = name;
    ids.put(name, id);
  }

  /** Where two pairs result in the same symbol, its id is the later one. */
  private static Collection<Merge> merges(List<String[]> pairs, Map<String, Integer> ids) {
    Map<Long, Merge> merges = new HashMap<>();
    for (int i = 0; i < MERGES; i++) {
      String[] sides = pairs.get(i);
      Merge merge =
          new Merge(idOf(ids, sides[0]), idOf(ids, sides[1]), i, idOf(ids, sides[0] + sides[1]));
      merges.put(merge.pair(), merge);
    }
    return merges.values();
  }

  private static int idOf(Map<String, Integer> ids, String name) {
    return Objects.requireNonNull(ids.get(name));
  }

  private static List<String[]> pairs() {
    try (InputStream in = ClipTokenizer.class.getResourceAsStream("clip-merges.txt.gz");
        InputStream plain = new GZIPInputStream(in)) {
      // The first line is a comment.
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .limit(MERGES)
          .map(line -> line.split(" "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The printable character that stands for each byte in the list of pairs. */
  private static char[] byteCharacters() {
    char[] characters = new char[BYTES];
    char other = 0x100;
    for (int b = 0; b < BYTES; b++) {
      boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      characters[b] = printable ? (char) b : other++;
    }
    return characters;
  }

  /**
   * The names of a text's ids, without start and end; {@code </w>} marks the end of a piece.
   * Letters outside ASCII appear as the characters that stand for their bytes.
   */
  public List<String> tokens(String text) {
    return Arrays.stream(all(text, Integer.MAX_VALUE)).mapToObj(id -> names[id]).toList();
  }

  /**
   * Ids of a text, with {@link #START} before and {@link #END} after.
   *
   * @param maxTokens limit including both, at least 2; longer texts are truncated before the end
   */
  public int[] ids(String text, int maxTokens) {
    int[] inner = all(text, maxTokens - 2);
    int[] ids = new int[inner.length + 2];
    ids[0] = START;
    System.arraycopy(inner, 0, ids, 1, inner.length);
    ids[ids.length - 1] = END;
    return ids;
  }

  private int[] all(String raw, int limit) {
    int[] ids = new int[16];
    int n = 0;
    Matcher pieces = PIECE.matcher(text.clean(raw));
    while (n < limit && pieces.find()) {
      int[] piece = piece(pieces.group());
      if (n + piece.length > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(2 * ids.length, n + piece.length));
      }
      System.arraycopy(piece, 0, ids, n, piece.length);
      n += piece.length;
    }
    return Arrays.copyOf(ids, Math.min(n, limit));
  }

  private int[] piece(String piece) {
    if (piece.equals(START_TEXT)) {
      return new int[] {START};
    }
    if (piece.equals(END_TEXT)) {
      return new int[] {END};
    }
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    int[] symbols = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      symbols[i] = symbolsOfBytes[bytes[i] & 0xff];
    }
    symbols[symbols.length - 1] += BYTES;
    return merger.merge(symbols);
  }
}
