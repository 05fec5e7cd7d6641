package org.kamcl.explorer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;
import org.kamcl.explorer.api.Evaluation.Image;

/**
 * A caption for which another image ranks first, with what is computed about the two images.
 *
 * @param caption index of the caption
 * @param text the caption
 * @param wanted its image
 * @param first the image that ranks first
 * @param rank rank of the wanted image, from 1
 * @param shared concepts that both images have, those in the caption first
 * @param notes what else is known, the most telling first
 */
public record Failure(
    int caption,
    String text,
    Image wanted,
    Image first,
    int rank,
    List<String> shared,
    List<Note> notes) {
  /** Scores nearer than this are called nearly equal. */
  private static final double NEARLY_EQUAL = 0.02;

  private static final int MOST_SHARED = 4;
  private static final int MOST_NOTES = 2;
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  /** What a note says. */
  public enum Kind {
    /** The first image has the same caption. No argument. */
    SAME_CAPTION,
    /** A concept of the caption that the first image has and the wanted one lacks. The concept. */
    FIRST_HAS_ASKED,
    /** A concept that the first image has and the wanted one lacks. The concept. */
    FIRST_ALSO_HAS,
    /** The scores are nearly equal. Score of the wanted and of the first image. */
    NEARLY_EQUAL,
    /** A word of the caption is marked as not visual. The word. */
    NOT_VISUAL,
    /** Both images are of one category. The category. */
    SAME_CATEGORY
  }

  /**
   * A fact about a failure.
   *
   * @param values concepts, words or categories: texts; or scores: numbers
   */
  public record Note(Kind kind, List<Object> values) {}

  /** The captions of an evaluation whose image does not rank first, the worst first. */
  public static List<Integer> worst(Evaluation evaluation) {
    return IntStream.range(0, evaluation.captions().size())
        .filter(j -> evaluation.captions().get(j).rank() > 0)
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer j) -> evaluation.captions().get(j).rank())
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /**
   * The worst caption of each image, the worst first: an image is not shown again for each of its
   * captions.
   *
   * @param captions indexes, the worst first
   */
  public static List<Integer> ofEachImage(Evaluation evaluation, List<Integer> captions) {
    Set<Integer> seen = new HashSet<>();
    return captions.stream()
        .filter(index -> seen.add(evaluation.captions().get(index).image()))
        .toList();
  }

  /** Describes a caption of an evaluation. */
  public static Failure of(Evaluation evaluation, int index) {
    Caption caption = evaluation.captions().get(index);
    Image wanted = evaluation.images().get(caption.image());
    Image first = evaluation.images().get(caption.firstImage());
    Set<String> words = words(caption.text());
    List<String> shared = new ArrayList<>(wanted.concepts());
    shared.retainAll(new HashSet<>(first.concepts()));
    // A stable sort: within both groups the strongest concepts of the wanted image stay first.
    shared.sort(Comparator.comparing((String concept) -> !words.contains(concept)));
    return new Failure(
        index,
        caption.text(),
        wanted,
        first,
        caption.rank() + 1,
        List.copyOf(shared.subList(0, Math.min(MOST_SHARED, shared.size()))),
        notes(evaluation, caption, wanted, first, words));
  }

  private static List<Note> notes(
      Evaluation evaluation, Caption caption, Image wanted, Image first, Set<String> words) {
    List<Note> notes = new ArrayList<>();
    boolean sameCaption =
        evaluation.captions().stream()
            .anyMatch(c -> c.image() == caption.firstImage() && c.text().equals(caption.text()));
    if (sameCaption && caption.firstImage() != caption.image()) {
      notes.add(new Note(Kind.SAME_CAPTION, List.of()));
    }
    List<String> also = new ArrayList<>(first.concepts());
    also.removeAll(new HashSet<>(wanted.concepts()));
    also.stream()
        .filter(words::contains)
        .findFirst()
        .ifPresent(concept -> notes.add(new Note(Kind.FIRST_HAS_ASKED, List.of(concept))));
    if (caption.firstScore() - caption.score() < NEARLY_EQUAL) {
      notes.add(new Note(Kind.NEARLY_EQUAL, List.of(caption.score(), caption.firstScore())));
    }
    also.stream()
        .filter(concept -> !words.contains(concept))
        .findFirst()
        .ifPresent(concept -> notes.add(new Note(Kind.FIRST_ALSO_HAS, List.of(concept))));
    evaluation.notVisual().stream()
        .filter(words::contains)
        .findFirst()
        .ifPresent(word -> notes.add(new Note(Kind.NOT_VISUAL, List.of(word))));
    if (!wanted.category().isEmpty() && wanted.category().equals(first.category())) {
      notes.add(new Note(Kind.SAME_CATEGORY, List.of(wanted.category())));
    }
    return List.copyOf(notes.subList(0, Math.min(MOST_NOTES, notes.size())));
  }

  /** The words of a text in lower case. */
  public static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
