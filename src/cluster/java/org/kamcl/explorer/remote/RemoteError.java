package org.kamcl.explorer.remote;

import org.kamcl.error.ErrorCode;

/** Errors of shared archives. */
public enum RemoteError implements ErrorCode {
  /** Name of the archive, what Solr says. */
  NOT_REACHED(2),
  /** Name of the archive. */
  NO_SERVER(1),
  /** Name of the archive, what Solr says. */
  REFUSED(2),
  /** Two keys. */
  NUMBER_TAKEN(2),
  /** Name of the model, dimension of its vectors, dimension of those that were to be written. */
  OTHER_DIMENSION(3),
  /** Name of the archive. */
  ARCHIVE_EXISTS(1),
  /** Name of the archive. */
  ARCHIVE_UNKNOWN(1),
  /** Name of the archive, seconds. */
  TOO_SLOW(2),
  /** Name of the archive. */
  NOT_AUTHENTICATED(1),
  /** Name of the archive. */
  CERTIFICATE_NOT_TRUSTED(1),
  /** Name of the archive. */
  NOT_PERMITTED(1),
  /** Name of the archive. */
  BEING_UPGRADED(1),
  /** Name of the archive, number of parts that are missing, number of all. */
  PARTS_MISSING(3),
  /** Name of the archive, number of parts that are missing, number of all. */
  READ_ONLY(3),
  /** Name of the archive, version of its schema, version that this program uses. */
  SCHEMA_NEWER(3),
  /** Name of the archive, version of its schema, version that this program uses. */
  SCHEMA_OLDER(3),
  /** Name of the archive. */
  NOT_AN_ARCHIVE(1),
  /** Name of the archive, number of documents that were written, number of those to write. */
  UPGRADE_INCOMPLETE(3);

  private final int argumentCount;

  RemoteError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
