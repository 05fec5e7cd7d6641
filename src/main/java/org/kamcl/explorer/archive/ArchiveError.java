package org.kamcl.explorer.archive;

import org.kamcl.error.ErrorCode;

/** Errors of shared archives in every build. The comments name the arguments. */
public enum ArchiveError implements ErrorCode {
  /** Address. */
  ADDRESS_INVALID(1),
  /** The address has a user or a password. */
  ADDRESS_WITH_USER(0),
  /** The build has no kind of shared archive. */
  NOT_IN_THIS_BUILD(0),
  /** Scheme of the address, schemes that this build knows. */
  SCHEME_UNKNOWN(2),
  /** File of the credentials. */
  CREDENTIALS_OPEN_TO_OTHERS(1),
  /** File of the credentials, reason. */
  CREDENTIALS_NOT_READ(2),
  /** File of the credentials, entry that is unknown. */
  CREDENTIALS_ENTRY_UNKNOWN(2),
  /** A user is named without a password, or a password without a user. */
  CREDENTIALS_INCOMPLETE(0);

  private final int argumentCount;

  ArchiveError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
