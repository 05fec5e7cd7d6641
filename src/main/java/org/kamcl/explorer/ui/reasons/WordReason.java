package org.kamcl.explorer.ui.reasons;

import java.util.OptionalDouble;

/**
 * A part of the query with what it does to the score of an image.
 *
 * @param kind what it is
 * @param term index of the term in the query; -1 for relevance feedback
 * @param text the word, or the excluded term, as it is written; empty for the other kinds
 * @param contribution for a word how much the score drops without it, negative if it rises; for the
 *     other kinds their summand of the score, penalties included; empty until it is computed, and
 *     for words that the model does not know
 * @param share the contribution divided by the score of the image; empty without a contribution, or
 *     if the score is too small to divide by
 * @param known whether the model knows the word; true until that is known
 */
public record WordReason(
    Kind kind,
    int term,
    String text,
    OptionalDouble contribution,
    OptionalDouble share,
    boolean known) {
  /** What a part of the query is. */
  public enum Kind {
    /** A word of an included term. */
    WORD,
    /** An excluded term as a whole. */
    EXCLUDED,
    /** An example image. */
    IMAGE,
    /** The hits that were rated as relevant. */
    RELEVANT,
    /** The hits that were rated as not relevant. */
    NOT_RELEVANT
  }

  /** Whether it lowers the score. */
  public boolean lowers() {
    return contribution.orElse(0) < 0;
  }

  /** Whether it can be looked for in the image. */
  public boolean isSeen() {
    return known && (kind == Kind.WORD || kind == Kind.EXCLUDED) && !text.isEmpty();
  }
}
