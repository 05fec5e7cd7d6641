package org.kamcl.explorer.search;

import org.kamcl.error.ErrorCode;

/** Errors of searches. The comments name the arguments. */
public enum SearchError implements ErrorCode {
  /** The query has no terms. */
  EMPTY_QUERY(0),

  /** All terms of the query are excluded. */
  ONLY_EXCLUSIONS(0),

  /** The words, their number. */
  NO_KNOWN_WORDS(2),

  /** The text of the term. */
  NOT_A_PATH(1),

  /** The image id with its {@code #}, the model. */
  IMAGE_NOT_IN_ARCHIVE(2),

  /** The file, the model. */
  IMAGE_NOT_INDEXED(2),

  /** The archive holds no images. */
  ARCHIVE_EMPTY(0),

  /** The model. */
  ARCHIVE_NOT_INDEXED(1),

  /** The model, the model that the archive was last indexed with. */
  ARCHIVE_INDEXED_WITH_OTHER_MODEL(2),

  /** Number of images. */
  ENTRIES_DAMAGED(1),

  /** Number of images, their collections. */
  IMAGES_LOST(2),

  /** Table, number of its rows. */
  ROWS_CHANGED(2),

  /** Number of embeddings. */
  EMBEDDINGS_DAMAGED(1),

  /** Number of images, the model. */
  IMAGES_NOT_EMBEDDED(2),

  /** The name of the caption list, the folder of the model. */
  NO_CAPTIONS(2),

  /** The file. */
  CAPTION_LIST_EMPTY(1),

  /** The file. */
  CAPTION_LIST_UNREADABLE(1);

  private final int argumentCount;

  SearchError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
