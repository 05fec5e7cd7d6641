package org.kamcl.engine.corpus;

import org.kamcl.error.ErrorCode;

/** Errors of corpora, and problems of the files that list them. */
public enum CorpusError implements ErrorCode {
  /** Argument: the path. */
  NOT_FOUND(1),
  /** Arguments: the name and the list of formats. */
  UNKNOWN_FORMAT(2),
  /** Arguments: the path and the list of formats. */
  NO_CORPUS_IN_FOLDER(2),
  /** Arguments: the folder and the folder above it that has a corpus. */
  CORPUS_ABOVE(2),
  /** Arguments: the path, the requested format and the list of formats. */
  NO_CORPUS_OF_FORMAT(3),
  /** Description of a format. No arguments. */
  FORMAT_DATASET_JSON(0),
  /** Description of a format. No arguments. */
  FORMAT_NWPU_JSON(0),
  /** Description of a format. No arguments. */
  FORMAT_COCO_JSON(0),
  /** Description of a format. No arguments. */
  FORMAT_LIST_JSON(0),
  /** Description of a format. No arguments. */
  FORMAT_CAPS_TXT(0),
  /** Description of a format. No arguments. */
  FORMAT_CSV(0),
  /** Note. Arguments: the file and the format. */
  READING(2),
  /** Note. Arguments: the file, the format and the other files. */
  READING_ONE_OF_SEVERAL(3),
  /** Argument: the file. */
  NO_USABLE_IMAGE(1),
  /** Arguments: the file and the first problem. */
  NO_USABLE_IMAGE_BECAUSE(2),
  /** Argument: the file. */
  FILE_UNREADABLE(1),
  /** Argument: the folder. */
  FOLDER_UNREADABLE(1),
  /** Problem. Arguments: the file and the line. */
  NOT_UTF8(2),
  /** Problem. Arguments: the caption file and the missing file. */
  NAME_FILE_MISSING(2),
  /**
   * Problem. Arguments: the caption file, its last line, the number of captions, the number of
   * names and the file of the names.
   */
  NAME_COUNT_MISMATCH(5),
  /** Problem. Arguments: the file, the blank line, the caption file and the file of the names. */
  BLANK_LINE(4),
  /** Problem. Arguments: the file and the line. */
  EMPTY_NAME(2),
  /** Problem. Arguments: the file, the line and the image. */
  DUPLICATE_IMAGE(3),
  /** Problem. Arguments: the file, the line and the image. */
  EMPTY_CAPTION(3),
  /**
   * Problem. Arguments: the file, the line, the image and the characters that a caption may have.
   */
  CAPTION_TOO_LONG(4),
  /** Problem. Arguments: the file, the line and the image. */
  OUTSIDE_CORPUS(3),
  /** Problem. Arguments: the file, the line and the image. */
  IMAGE_MISSING(3),
  /** Problem. Arguments: the file, the line, the image and the files that it could be. */
  IMAGE_AMBIGUOUS(4),
  /** Problem. Argument: the folder. */
  FOLDER_NOT_SEARCHED(1),
  /** Problem. Arguments: the file, the line and the image. */
  NO_CAPTION(3),
  /**
   * Problem. Arguments: the file, the line, the image, its number of captions and that of most
   * images.
   */
  UNUSUAL_CAPTION_COUNT(5),
  /** Problem. Arguments: the file and the line. */
  JSON_DAMAGED(2),
  /** Problem. Arguments: the file and the line. */
  JSON_ENTRY_UNUSABLE(2),
  /** Problem. Argument: the file. */
  JSON_WITHOUT_IMAGES(1),
  /** Problem. Arguments: the file and the line. */
  JSON_HAS_MORE_DOCUMENTS(2),
  /** Problem. Arguments: the file, the line and the id of the image. */
  JSON_IMAGE_UNKNOWN(3),
  /** Arguments: the file and the first problem. */
  EXCLUSIONS_DAMAGED(2);

  private final int argumentCount;

  CorpusError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
