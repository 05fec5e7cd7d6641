package org.kamcl.engine.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Initialization: the words that occur more than once in the captions of an image, with their
 * counts.
 *
 * @param tags words in descending order of count, ties in order of first occurrence; the published
 *     rule also counts the empty word between two spaces
 */
public record ImageTags(List<Tag> tags) {

  /**
   * A word and its number of occurrences in the captions of an image.
   *
   * @param count at least 2
   */
  public record Tag(String word, int count) {}

  /** Counts the words in the captions of an image; words that occur once are not tags. */
  public static ImageTags of(List<String> captions) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String caption : captions) {
      words(caption).forEach(word -> counts.merge(word, 1, Integer::sum));
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

  /** The words of a caption, in lower case; also the empty ones between two spaces. */
  static List<String> words(String caption) {
    String words = lowerCase(caption.replaceAll("[^A-Za-z0-9]", " ").strip());
    return List.of(words.split(" ", -1));
  }

  private static String lowerCase(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  /**
   * The line of the published file: the number of the image, a tab, and {@code word:count} for each
   * tag, each followed by a space.
   */
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
