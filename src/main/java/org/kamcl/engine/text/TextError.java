package org.kamcl.engine.text;

import org.kamcl.error.ErrorCode;

/** Errors of vocabularies and synonym lists. */
public enum TextError implements ErrorCode {
  /** Source. */
  SYNONYMS_EMPTY(1),
  /** File and line, the phrase, the largest number of words. */
  SYNONYM_TOO_LONG(3),
  /** File and line, the line. */
  SYNONYM_GROUP_TOO_SMALL(2),
  /** Word. */
  WORD_DUPLICATE(1),
  /** Word. */
  WORD_MISSING(1),
  /** File, reason. */
  VOCABULARY_UNREADABLE(2),
  /** File. */
  VOCABULARY_INVALID(1),
  /** File, word, its id, number of words. */
  WORD_ID_INVALID(4);

  private final int argumentCount;

  TextError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
