package org.kamcl.explorer.domain;

/**
 * A part of a query that the model reads as one.
 *
 * @param kind how its text is meant
 * @param text the words; of a picture the absolute path of its file, or {@code #} and the id of an
 *     image of the archive
 * @param weight above 0; how much it counts beside the others
 * @param excluded whether it is what must not be in the picture
 */
public record QueryTerm(Kind kind, String text, double weight, boolean excluded) {
  /** Least weight that can be asked for. */
  public static final double MIN_WEIGHT = 0.1;

  /** Largest weight that can be asked for. */
  public static final double MAX_WEIGHT = 5;

  /** How the text of a term is meant. */
  public enum Kind {
    /** Words as they were typed, next to each other: read together, as a sentence. */
    WORDS,
    /** Words in quotes. */
    PHRASE,
    /** A picture to which the others shall be alike. */
    IMAGE
  }

  /** Checks the text and keeps the weight in its range. */
  public QueryTerm {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A term has a text.");
    }
    weight = Math.max(MIN_WEIGHT, Math.min(MAX_WEIGHT, weight));
  }

  /** Words that count once. */
  public static QueryTerm words(String text) {
    return new QueryTerm(Kind.WORDS, text, 1, false);
  }

  /** The image of the archive with an id. */
  public static QueryTerm like(long image) {
    return new QueryTerm(Kind.IMAGE, "#" + image, 1, false);
  }

  /** The same with another weight. */
  public QueryTerm withWeight(double other) {
    return new QueryTerm(kind, text, other, excluded);
  }

  /** The same, wanted instead of excluded or the other way round. */
  public QueryTerm negated() {
    return new QueryTerm(kind, text, weight, !excluded);
  }
}
