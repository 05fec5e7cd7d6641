package org.kamcl.engine.knowledge;

import org.kamcl.error.ErrorCode;

/** Errors of concepts and concept vocabularies. */
public enum KnowledgeError implements ErrorCode {
  /** Argument: the concept. */
  DUPLICATE_CONCEPT(1),
  /** Argument: the word. */
  UNKNOWN_NON_VISUAL_CONCEPT(1),
  /** Argument: the file. */
  FILE_UNREADABLE(1),
  /** Argument: the file. */
  FILE_DAMAGED(1),
  /** Argument: the file. */
  COUNTS_DAMAGED(1),
  /** Argument: the name of the corpus. */
  NO_TRAINING_IMAGES(1);

  private final int argumentCount;

  KnowledgeError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
