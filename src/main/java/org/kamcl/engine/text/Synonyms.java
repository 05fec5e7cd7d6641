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
import org.kamcl.engine.EngineException;

/**
 * Words that may stand for one another in a caption. A text with a line for each group, its words
 * with commas between; a star before a word lets others become it, but not it another; what follows
 * {@code #} is a remark.
 */
public final class Synonyms {
  private static final String SHIPPED = "synonyms.txt";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}-]+");
  private static final int LONGEST = 4;

  /** What may stand for a word or phrase, by its lower-case form. */
  private final Map<String, List<String>> others = new HashMap<>();

  /** Everything that may be put into a caption. */
  private final Set<String> put = new HashSet<>();

  private Synonyms() {}

  /**
   * Reads a list.
   *
   * @param text the groups
   * @param source named in errors
   * @throws EngineException if a group has no second word, or no word can be replaced
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
      throw new EngineException(
          "The list of synonyms "
              + source
              + " holds none: a line is, for example, 'port, harbour'.");
    }
    Synonyms synonyms = new Synonyms();
    all.forEach(
        (word, list) -> {
          synonyms.others.put(word, List.copyOf(list));
          synonyms.put.addAll(list);
        });
    return synonyms;
  }

  private static void group(String line, String place, Map<String, Set<String>> all) {
    List<String> words = new ArrayList<>();
    Set<String> last = new LinkedHashSet<>();
    for (String part : line.split(",", -1)) {
      boolean star = part.strip().startsWith("*");
      String word = part.replace("*", "").strip().toLowerCase(Locale.ROOT);
      if (word.isEmpty() || word.split(" ").length > LONGEST) {
        throw new EngineException(
            place + ": every synonym is one to " + LONGEST + " words; '" + part + "' is not.");
      }
      words.add(word);
      if (star) {
        last.add(word);
      }
    }
    if (words.size() < 2) {
      throw new EngineException(place + ": '" + line + "' names no second word.");
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

  /** The list that comes with the program. */
  public static String bundledText() {
    try (InputStream in = Synonyms.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plural of an English phrase, by its last word. */
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

  /** Words and phrases that may stand for one, by its lower-case form; empty for none. */
  public List<String> of(String word) {
    return others.getOrDefault(word, List.of());
  }

  /** Whether a word or phrase, in lower case, is one of the list's. */
  public boolean contains(String word) {
    return others.containsKey(word) || put.contains(word);
  }

  /**
   * A caption in other words.
   *
   * @param probability with which a word that has synonyms is replaced, 0..1
   * @return the same text where nothing was replaced
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
      // A phrase is replaced as a whole or not at all; its words are not looked at again.
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

  /** Words of the longest phrase from a place on that has synonyms; 0 for none. */
  private int longest(String caption, List<int[]> words, int from) {
    for (int length = Math.min(LONGEST, words.size() - from); length > 0; length--) {
      String phrase = caption.substring(words.get(from)[0], words.get(from + length - 1)[1]);
      if (others.containsKey(phrase.toLowerCase(Locale.ROOT))) {
        return length;
      }
    }
    return 0;
  }

  /** Lets the article before a word that was put in fit it. */
  private static void article(StringBuilder out, String next) {
    Matcher matcher = Pattern.compile("\\b(an?) $").matcher(out);
    if (matcher.find()) {
      String fitting = "aeiou".indexOf(next.charAt(0)) >= 0 ? "an" : "a";
      out.replace(matcher.start(1), matcher.end(1), fitting);
    }
  }
}
