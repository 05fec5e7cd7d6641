package org.kamcl.file;

import org.kamcl.error.ErrorCode;

/** Why a name that a person gave cannot be used. */
public enum NameError implements ErrorCode {
  NAME_EMPTY(0),
  /** The name and the control character as a number. */
  NAME_HAS_CONTROL_CHARACTER(2),
  /** A name that Windows reserves for a device. Argument: the name. */
  NAME_RESERVED(1),
  /** The beginning of the name, its length, the longest length. */
  NAME_TOO_LONG(3);

  private final int argumentCount;

  NameError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
