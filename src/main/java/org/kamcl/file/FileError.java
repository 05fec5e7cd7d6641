package org.kamcl.file;

import org.kamcl.error.ErrorCode;

/** Errors of files that are not what their names promise. */
public enum FileError implements ErrorCode {
  /** A pipe, a socket or a device. Argument: the path. */
  NOT_REGULAR(1),
  /** Argument: the file. */
  GIT_LFS_POINTER(1),
  /** Argument: the file. */
  WEB_PAGE(1),
  /** Something else than the folder that is to be written to. Argument: the path. */
  NOT_A_FOLDER(1),
  /** A file that the program did not write, where it writes its own. The folder and the file. */
  FOREIGN_FILE(2),
  /** Reading needed too much memory. The file and the limit in megabytes. */
  OUT_OF_MEMORY(2),
  /** The file, its size and the size that fits, in megabytes. */
  TOO_LARGE(3),
  /** Values within values, deeper than can be followed. Argument: the file. */
  NESTED_TOO_DEEPLY(1),
  /** Arguments: the folder, the reason. */
  CACHE_NOT_WRITABLE(2),
  /** Another user's. Arguments: the folder, the user. */
  CACHE_FOREIGN(2),
  /** Argument: the folder. */
  CACHE_WRITABLE_BY_OTHERS(1),
  /** A symbolic link. Argument: the folder. */
  CACHE_LINK(1),
  /** Argument: the path. */
  CACHE_NOT_A_FOLDER(1);

  private final int argumentCount;

  FileError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
