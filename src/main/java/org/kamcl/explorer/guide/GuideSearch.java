package org.kamcl.explorer.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds sections of the guide whose heading or text has all words of a query; a word also finds
 * longer ones that begin with it, and Chinese characters are found anywhere.
 */
public final class GuideSearch {
  /** Characters of an excerpt before and after its first match. */
  private static final int BEFORE = 50;

  private static final int AFTER = 110;
  private static final int HEADING_POINTS = 20;
  private static final int MOST_POINTS = 10;

  private final Guide guide;

  /** Searches a guide. */
  public GuideSearch(Guide guide) {
    this.guide = guide;
  }

  /**
   * A section that was found.
   *
   * @param place where it is
   * @param chapter title of the chapter
   * @param heading of the section
   * @param excerpt part of its text around the first match, or its beginning
   * @param matches where the excerpt has words of the query
   */
  public record Hit(
      Place place, String chapter, String heading, String excerpt, List<Match> matches) {}

  /**
   * Part of an excerpt.
   *
   * @param start first character
   * @param end after the last character
   */
  public record Match(int start, int end) {}

  private record Scored(int points, Hit hit) {}

  /** The sections found, best first; those of the guide before those of the reference. */
  public List<Hit> find(String query) {
    List<String> words =
        List.of(query.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}@%]+")).stream()
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    if (words.isEmpty()) {
      return List.of();
    }
    List<Scored> found = new ArrayList<>();
    for (Chapter chapter : guide.chapters()) {
      if (!chapter.path().equals(Place.HOME.path())) {
        for (Chapter.Section section : chapter.sections()) {
          score(chapter, section, words, found);
        }
      }
    }
    // Equal ones stay in the order of the table of contents.
    found.sort(Comparator.comparing(Scored::points).reversed());
    return found.stream().map(Scored::hit).toList();
  }

  private static void score(
      Chapter chapter, Chapter.Section section, List<String> words, List<Scored> found) {
    String heading = lower(section.heading());
    String text = lower(section.text());
    int points = chapter.path().startsWith("guide/") ? HEADING_POINTS : 0;
    for (String word : words) {
      int inText = matches(text, List.of(word)).size();
      boolean inHeading = !matches(heading, List.of(word)).isEmpty();
      if (inText == 0 && !inHeading) {
        return;
      }
      points += Math.min(MOST_POINTS, inText) + (inHeading ? HEADING_POINTS : 0);
    }
    found.add(new Scored(points, hit(chapter, section, words)));
  }

  private static Hit hit(Chapter chapter, Chapter.Section section, List<String> words) {
    String text = section.text();
    List<Match> all = matches(lower(text), words);
    int first = all.isEmpty() ? 0 : all.get(0).start();
    int start = wordStart(text, Math.max(0, first - BEFORE), first);
    int end = Math.min(text.length(), first + AFTER);
    String excerpt =
        (start > 0 ? "… " : "") + text.substring(start, end) + (end < text.length() ? " …" : "");
    return new Hit(
        new Place(chapter.path(), section.anchor()),
        chapter.title(),
        section.heading(),
        excerpt,
        matches(lower(excerpt), words));
  }

  /** The start of a word at or after a position, but not after the match. */
  private static int wordStart(String text, int at, int match) {
    int space = at == 0 ? -1 : text.indexOf(' ', at);
    return space < 0 || space >= match ? at : space + 1;
  }

  /** Lower case of the same length, which the lower case of some languages has not. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.chars().forEach(c -> lower.append((char) Character.toLowerCase(c)));
    return lower.toString();
  }

  private static List<Match> matches(String lower, List<String> words) {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < lower.length(); i++) {
      // Chinese has no spaces between words.
      if (i > 0
          && Character.isLetterOrDigit(lower.charAt(i - 1))
          && !Character.isIdeographic(lower.charAt(i))) {
        continue;
      }
      for (String word : words) {
        if (lower.startsWith(word, i)) {
          matches.add(new Match(i, i + word.length()));
          i += word.length() - 1;
          break;
        }
      }
    }
    return matches;
  }
}
