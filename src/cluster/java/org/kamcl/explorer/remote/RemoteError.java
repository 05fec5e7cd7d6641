package org.kamcl.explorer.remote;

import org.kamcl.error.ErrorCode;

/** Errors of shared archives. */
public enum RemoteError implements ErrorCode {
  /** Name of the archive, what Solr says. */
  NOT_REACHED(2),
  /** Name of the archive, what Solr says. */
  REFUSED(2),
  /** Two keys. */
  NUMBER_TAKEN(2),
  /** Name of the model, dimension of its vectors, dimension of those that were to be written. */
  OTHER_DIMENSION(3),
  /** Name of the archive. */
  ARCHIVE_EXISTS(1);

  private final int argumentCount;

  RemoteError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
