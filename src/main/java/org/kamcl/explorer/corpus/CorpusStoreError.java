package org.kamcl.explorer.corpus;

import org.kamcl.error.ErrorCode;

/** Errors of corpora and drafts in the workspace. */
public enum CorpusStoreError implements ErrorCode {
  /** Arguments: the folder and the reason. */
  NOT_WRITTEN(2),
  /** Argument: the name. */
  NAME_EMPTY(1),
  /** Arguments: the folder and what is wrong with it. */
  CORPUS_DAMAGED(2),
  /** Argument: the folder. */
  FOLDER_NOT_EMPTY(1),
  /** Arguments: the file and the reason. */
  DRAFT_NOT_KEPT(2);

  private final int argumentCount;

  CorpusStoreError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
