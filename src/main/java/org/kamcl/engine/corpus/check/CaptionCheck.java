package org.kamcl.engine.corpus.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.check.CorpusReport.CaptionCounts;
import org.kamcl.engine.corpus.check.SuspiciousCaption.Reason;

/** Counts the captions of a corpus and finds those that may be wrong. */
final class CaptionCheck {
  /** The text encoder reads 64 tokens, the two at the ends included; a word is one or more. */
  private static final int MOST_WORDS = 62;

  /** A caption that more images have is reported. */
  private static final int LEAST_SHARED = 20;

  private static final double SHARED_FRACTION = 0.01;

  /** The share of unknown words says nothing in a smaller corpus or a shorter caption. */
  private static final int LEAST_IMAGES = 100;

  private static final int LEAST_WORDS = 4;
  private static final double MOST_UNKNOWN = 0.75;

  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");

  /** UTF-8 that was read as Windows-1252, and characters that stand for unreadable bytes. */
  private static final Pattern WRONG_ENCODING =
      Pattern.compile(
          "\ufffd|[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]"
              + "|\u00e2\u20ac|[\\p{Cc}&&[^\\t\\r\\n]]");

  private final List<CorpusImage> images;
  private final Map<String, Integer> imagesOfWord = new HashMap<>();
  private final Map<String, List<CorpusImage>> imagesOfCaption = new LinkedHashMap<>();
  private final boolean latin;
  private int repeating;

  CaptionCheck(List<CorpusImage> images) {
    this.images = images;
    long latinLetters = 0;
    long letters = 0;
    for (CorpusImage image : images) {
      Set<String> words = new HashSet<>();
      Set<String> captions = new HashSet<>();
      for (String caption : image.captions()) {
        List<String> own = words(caption);
        words.addAll(own);
        captions.add(String.join(" ", own));
        letters += letters(caption);
        latinLetters += latinLetters(caption);
      }
      words.forEach(word -> imagesOfWord.merge(word, 1, Integer::sum));
      captions.forEach(
          c -> imagesOfCaption.computeIfAbsent(c, key -> new ArrayList<>(1)).add(image));
      if (captions.size() < image.captions().size()) {
        repeating++;
      }
    }
    latin = 2 * latinLetters >= letters;
  }

  /** The words of a caption in lower case. */
  static List<String> words(String caption) {
    List<String> words = new ArrayList<>();
    for (String word : SEPARATORS.split(caption.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  private static long latinLetters(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
        .count();
  }

  /** Counts of all captions. */
  CaptionCounts counts() {
    SortedMap<Integer, Integer> perImage = new TreeMap<>();
    SortedMap<Integer, Integer> lengths = new TreeMap<>();
    int captions = 0;
    for (CorpusImage image : images) {
      perImage.merge(image.captions().size(), 1, Integer::sum);
      captions += image.captions().size();
      image.captions().forEach(caption -> lengths.merge(words(caption).size(), 1, Integer::sum));
    }
    return new CaptionCounts(captions, imagesOfCaption.size(), repeating, perImage, lengths);
  }

  /** Captions that may be wrong; a repeated caption of an image is reported once. */
  List<SuspiciousCaption> suspicious() {
    List<SuspiciousCaption> found = new ArrayList<>();
    for (CorpusImage image : images) {
      for (String caption : new LinkedHashSet<>(image.captions())) {
        reason(image, caption)
            .ifPresent(reason -> found.add(new SuspiciousCaption(image, caption, reason, 1)));
      }
    }
    double most = Math.max(LEAST_SHARED, SHARED_FRACTION * images.size());
    imagesOfCaption.forEach(
        (words, owners) -> {
          if (owners.size() > most) {
            CorpusImage first = owners.get(0);
            String caption =
                first.captions().stream()
                    .filter(c -> String.join(" ", words(c)).equals(words))
                    .findFirst()
                    .orElse(words);
            found.add(new SuspiciousCaption(first, caption, Reason.SHARED, owners.size()));
          }
        });
    return found;
  }

  private Optional<Reason> reason(CorpusImage image, String caption) {
    List<String> words = words(caption);
    if (isName(image, caption)) {
      return Optional.of(Reason.FILE_NAME);
    }
    if (WRONG_ENCODING.matcher(caption).find()) {
      return Optional.of(Reason.ENCODING);
    }
    long letters = letters(caption);
    if (letters > 0 && 2 * latinLetters(caption) >= letters != latin) {
      return Optional.of(Reason.OTHER_SCRIPT);
    }
    // Chinese and Japanese have no spaces between words.
    if (words.size() <= 1 && latin) {
      return Optional.of(Reason.ONE_WORD);
    }
    if (words.size() > MOST_WORDS) {
      return Optional.of(Reason.VERY_LONG);
    }
    if (images.size() >= LEAST_IMAGES && words.size() >= LEAST_WORDS) {
      long unknown = words.stream().filter(word -> imagesOfWord.getOrDefault(word, 0) == 1).count();
      if (unknown >= MOST_UNKNOWN * words.size()) {
        return Optional.of(Reason.OTHER_LANGUAGE);
      }
    }
    return Optional.empty();
  }

  private static boolean isName(CorpusImage image, String caption) {
    String path = image.filename().replace('\\', '/');
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String text = caption.strip().toLowerCase(Locale.ROOT);
    return text.equals(name) || text.equals(stem) || text.equals(path.toLowerCase(Locale.ROOT));
  }
}
