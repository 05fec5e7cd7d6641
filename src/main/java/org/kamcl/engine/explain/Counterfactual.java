package org.kamcl.engine.explain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A query with one other word.
 *
 * @param kind what changes
 * @param part index of the query's part that changes
 * @param word the word that is added or dropped, or that replaces another
 * @param replaced the word that is replaced; empty for the other kinds
 * @param text the text of the part after the change; empty if nothing is left of it
 * @param score of the image with the changed query
 * @param gain how much the score rises; negative if it drops
 * @param rank of the image among the images it is ranked with, after the change; empty if it is not
 *     ranked
 */
public record Counterfactual(
    Kind kind,
    int part,
    String word,
    Optional<String> replaced,
    String text,
    double score,
    double gain,
    OptionalInt rank) {

  /** What changes. */
  public enum Kind {
    /** A concept word is added at the end. */
    ADD,

    /** A word, or a whole excluded term, is left out. */
    DROP,

    /** A concept word takes the place of a word. */
    REPLACE
  }
}
