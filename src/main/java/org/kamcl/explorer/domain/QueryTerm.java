package org.kamcl.explorer.domain;

/**
 * A part of a query that the model encodes on its own.
 *
 * @param kind how the text is to be read
 * @param text the words; for an image, the absolute path of a file, or {@code #} and the id of an
 *     image of the archive
 * @param weight weight relative to the other terms, {@value #MIN_WEIGHT}..{@value #MAX_WEIGHT}
 * @param excluded whether the term lowers the score of images that match it
 */
public record QueryTerm(Kind kind, String text, double weight, boolean excluded) {
  /** The smallest weight. */
  public static final double MIN_WEIGHT = 0.1;

  /** The largest weight. */
  public static final double MAX_WEIGHT = 5;

  /** How the text of a term is to be read. */
  public enum Kind {
    /** Adjacent words, encoded together as a sentence. */
    WORDS,

    /** Words in quotation marks. */
    PHRASE,

    /** An image to which the hits should be similar. */
    IMAGE
  }

  /** Checks the text and limits the weight to its range. */
  public QueryTerm {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A term has a text.");
    }
    weight = Math.max(MIN_WEIGHT, Math.min(MAX_WEIGHT, weight));
  }

  /** Words with weight 1. */
  public static QueryTerm words(String text) {
    return new QueryTerm(Kind.WORDS, text, 1, false);
  }

  /** An image of the archive, by id. */
  public static QueryTerm like(long image) {
    return new QueryTerm(Kind.IMAGE, "#" + image, 1, false);
  }

  /** An image, by its id if it is in the archive, else by its file. */
  public static QueryTerm like(ImageRecord image) {
    return image.isArchived()
        ? like(image.id())
        : new QueryTerm(Kind.IMAGE, image.file().toAbsolutePath().toString(), 1, false);
  }

  /** A copy with another weight. */
  public QueryTerm withWeight(double other) {
    return new QueryTerm(kind, text, other, excluded);
  }

  /** A copy that is included instead of excluded, or the other way around. */
  public QueryTerm negated() {
    return new QueryTerm(kind, text, weight, !excluded);
  }
}
