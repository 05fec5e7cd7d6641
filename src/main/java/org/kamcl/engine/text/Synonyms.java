package org.kamcl.engine.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * Words that may replace one another in a caption. The list is a text with one group per line, its
 * words separated by commas. An asterisk before a word marks it as a replacement only: it replaces
 * others but is not replaced itself. {@code #} starts a comment.
 */
public final class Synonyms {
  private static final String SHIPPED = "synonyms.txt";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}-]+");
  private static final int MAX_WORDS = 4;

  /** Replacements of a word or phrase, by its lower-case form. */
  private final Map<String, List<String>> replacements = new HashMap<>();

  /** Everything that may be inserted into a caption. */
  private final Set<String> inserted = new HashSet<>();

  private Synonyms() {}

  /**
   * Reads a list.
   *
   * @param text the groups
   * @param source file name for errors
   * @throws KamclException if a group has no second word, or no word can be replaced
   */
  public static Synonyms of(String text, String source) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceAll("#.*", "").strip();
      if (!line.isEmpty()) {
        group(line, source + ":" + (i + 1), all);
      }
    }
    if (all.isEmpty()) {
      throw new KamclException(TextError.SYNONYMS_EMPTY, source);
    }
    Synonyms synonyms = new Synonyms();
    all.forEach(
        (word, list) -> {
          synonyms.replacements.put(word, List.copyOf(list));
          synonyms.inserted.addAll(list);
        });
    return synonyms;
  }

  private static void group(String line, String place, Map<String, Set<String>> all) {
    List<String> words = new ArrayList<>();
    Set<String> last = new LinkedHashSet<>();
    for (String part : line.split(",", -1)) {
      boolean star = part.strip().startsWith("*");
      String word = part.replace("*", "").strip().toLowerCase(Locale.ROOT);
      if (word.isEmpty() || word.split(" ").length > MAX_WORDS) {
        throw new KamclException(TextError.SYNONYM_TOO_LONG, place, part.strip(), MAX_WORDS);
      }
      words.add(word);
      if (star) {
        last.add(word);
      }
    }
    if (words.size() < 2) {
      throw new KamclException(TextError.SYNONYM_GROUP_TOO_SMALL, place, line);
    }
    for (String word : words) {
      if (last.contains(word)) {
        continue;
      }
      for (String other : words) {
        if (!other.equals(word)) {
          all.computeIfAbsent(word, key -> new LinkedHashSet<>()).add(other);
          all.computeIfAbsent(plural(word), key -> new LinkedHashSet<>()).add(plural(other));
        }
      }
    }
  }

  /** The list bundled with the program. */
  public static String bundledText() {
    try (InputStream in = Synonyms.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plural of an English phrase, formed on its last word. */
  static String plural(String phrase) {
    if (phrase.matches(".*[^aeiou]y")) {
      return phrase.substring(0, phrase.length() - 1) + "ies";
    }
    boolean plural = phrase.endsWith("s") && !phrase.endsWith("ss");
    if (plural || phrase.endsWith("people") || phrase.endsWith("craft")) {
      return phrase;
    }
    return phrase + (phrase.matches(".*(s|x|ch|sh)") ? "es" : "s");
  }

  /** Replacements of a word or phrase in lower case; empty if there are none. */
  public List<String> of(String word) {
    return replacements.getOrDefault(word, List.of());
  }

  /** Whether the list contains a word or phrase, given in lower case. */
  public boolean contains(String word) {
    return replacements.containsKey(word) || inserted.contains(word);
  }

  /**
   * Replaces words of a caption by random synonyms.
   *
   * @param probability of replacing a word that has synonyms, 0..1
   * @return the same text if nothing was replaced
   */
  public String replace(String caption, double probability, SplittableRandom random) {
    List<int[]> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(caption);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
    StringBuilder out = new StringBuilder();
    int written = 0;
    for (int i = 0; i < words.size(); i++) {
      int length = longest(caption, words, i);
      if (length == 0) {
        continue;
      }
      int from = words.get(i)[0];
      // A phrase is replaced as a whole or not at all; its words are not considered again.
      i += length - 1;
      if (random.nextDouble() >= probability) {
        continue;
      }
      int to = words.get(i)[1];
      List<String> choices = of(caption.substring(from, to).toLowerCase(Locale.ROOT));
      String chosen = choices.get(random.nextInt(choices.size()));
      out.append(caption, written, from);
      article(out, chosen);
      out.append(chosen);
      written = to;
    }
    return out.append(caption, written, caption.length()).toString();
  }

  /** Number of words of the longest phrase with synonyms from a position on; 0 for none. */
  private int longest(String caption, List<int[]> words, int from) {
    for (int length = Math.min(MAX_WORDS, words.size() - from); length > 0; length--) {
      String phrase = caption.substring(words.get(from)[0], words.get(from + length - 1)[1]);
      if (replacements.containsKey(phrase.toLowerCase(Locale.ROOT))) {
        return length;
      }
    }
    return 0;
  }

  /** Adapts the article before an inserted word. */
  private static void article(StringBuilder out, String next) {
    Matcher matcher = Pattern.compile("\\b(an?) $").matcher(out);
    if (matcher.find()) {
      String fitting = "aeiou".indexOf(next.charAt(0)) >= 0 ? "an" : "a";
      out.replace(matcher.start(1), matcher.end(1), fitting);
    }
  }
}
