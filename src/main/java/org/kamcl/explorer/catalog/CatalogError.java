package org.kamcl.explorer.catalog;

import org.kamcl.error.ErrorCode;

/** Errors of the catalog and of changes to its collections, tags and searches. */
public enum CatalogError implements ErrorCode {
  NEWER_SCHEMA(3),
  NOT_A_CATALOG(1),
  READ_ONLY(1),
  WORKSPACE_NOT_WRITABLE(1),
  BUSY(1),
  WRITE_FAILED(1),
  /** File of the copy. */
  COPY_NOT_WRITTEN(1),
  DAMAGED(1),
  /** File, its folder. */
  EMBEDDING_DAMAGED(2),
  /** File, its folder. */
  ENTRY_DAMAGED(2),
  /** File, its folder. */
  IMAGES_LOST(2),
  /** Catalog, its write-ahead log. */
  REPLACED(2),
  /** Catalog, its write-ahead log. */
  LOG_OF_OTHER_CATALOG(2),
  WORDS_REBUILT(0),
  WORDS_NOT_USED(0),
  DATABASE_ERROR(2),
  OPENING_INTERRUPTED(1),
  COLLECTION_EXISTS(1),
  COLLECTION_UNKNOWN(1),
  COLLECTION_UNKNOWN_OTHERS(2),
  FILE_NOT_IN_ARCHIVE(1),
  FILE_NOT_FOUND(1),
  CONTENT_DIFFERS(2);

  private final int argumentCount;

  CatalogError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
