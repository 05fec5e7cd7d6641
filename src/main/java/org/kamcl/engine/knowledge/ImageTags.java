package org.kamcl.engine.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Initialization: the words that an image's captions repeat, with their counts.
 *
 * @param tags words in descending order of count, ties in order of first occurrence; the published
 *     rule counts the empty word that double blanks make
 */
public record ImageTags(List<Tag> tags) {

  /**
   * A word and how often an image's captions hold it.
   *
   * @param count at least 2
   */
  public record Tag(String word, int count) {}

  /** Counts the words of an image's captions; words that occur once are no tags. */
  public static ImageTags of(List<String> captions) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String caption : captions) {
      String words = lowerCase(caption.replaceAll("[^A-Za-z0-9]", " ").strip());
      for (String word : words.split(" ", -1)) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    List<Tag> tags = new ArrayList<>();
    counts.forEach(
        (word, count) -> {
          if (count > 1) {
            tags.add(new Tag(word, count));
          }
        });
    tags.sort(Comparator.comparingInt((Tag tag) -> -tag.count));
    return new ImageTags(List.copyOf(tags));
  }

  private static String lowerCase(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  /** The published line: the image's number, a tab, and each {@code word:count} with a blank. */
  public String toPublishedLine(int image) {
    StringBuilder line = new StringBuilder().append(image).append('\t');
    for (Tag tag : tags) {
      line.append(tag.word).append(':').append(tag.count).append(' ');
    }
    return line.toString();
  }

  /** The largest count over all tags; 1 if there is none. */
  int maxCount() {
    return tags.isEmpty() ? 1 : tags.get(0).count;
  }
}
