package org.kamcl.explorer.ui.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences that rooms below the window say in English, in another language. They belong to files
 * and logs as much as to people, so they have no keys; here they are known by their words. One that
 * is not in the list stays as it is.
 */
final class Phrases {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Map<String, Phrases> READ = new ConcurrentHashMap<>();

  private final List<Phrase> phrases;

  private Phrases(List<Phrase> phrases) {
    this.phrases = phrases;
  }

  /**
   * A phrase.
   *
   * @param english as the program says it, with places {0}, {1} ...
   * @param other the same in the other language
   */
  record Phrase(String english, String other, Pattern pattern, List<Integer> places) {
    static Phrase of(String english, String other) {
      StringBuilder pattern = new StringBuilder();
      List<Integer> places = new ArrayList<>();
      Matcher place = PLACE.matcher(english);
      int at = 0;
      while (place.find()) {
        // Names may hold the words that follow them, so each takes as much as it can.
        pattern.append(Pattern.quote(english.substring(at, place.start()))).append("(.+)");
        places.add(Integer.valueOf(place.group(1)));
        at = place.end();
      }
      pattern.append(Pattern.quote(english.substring(at)));
      return new Phrase(
          english, other, Pattern.compile(pattern.toString(), Pattern.DOTALL), List.copyOf(places));
    }

    /** Letters that are the phrase's own: of two that fit, the one with more says more. */
    private int own() {
      return PLACE.matcher(english).replaceAll("").length();
    }
  }

  /** Those of a language; none where there is no list for it. */
  static Phrases of(Locale locale) {
    return READ.computeIfAbsent(locale.getLanguage(), Phrases::read);
  }

  private static Phrases read(String language) {
    try (InputStream in =
        Phrases.class.getResourceAsStream("/org/kamcl/explorer/phrases_" + language + ".txt")) {
      return new Phrases(in == null ? List.of() : read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Phrase> read(InputStream in) {
    List<Phrase> read = new ArrayList<>();
    List<String> lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      read.add(Phrase.of(lines.get(i), lines.get(i + 1)));
    }
    read.sort(Comparator.comparingInt(Phrase::own).reversed());
    return read;
  }

  /** All of them. */
  List<Phrase> all() {
    return phrases;
  }

  /** A sentence in the language, or as it is. */
  String say(String sentence) {
    for (Phrase phrase : phrases) {
      Matcher matcher = phrase.pattern.matcher(sentence);
      if (matcher.matches()) {
        return filled(phrase, matcher);
      }
    }
    return sentence;
  }

  private String filled(Phrase phrase, Matcher values) {
    StringBuilder said = new StringBuilder();
    Matcher place = PLACE.matcher(phrase.other);
    while (place.find()) {
      int group = phrase.places.indexOf(Integer.valueOf(place.group(1))) + 1;
      String value = values.group(group);
      // What stands in a place may be a phrase itself: what is wrong with an image.
      place.appendReplacement(said, Matcher.quoteReplacement(say(value)));
    }
    return place.appendTail(said).toString();
  }
}
