package org.kamcl.explorer.settings;

import org.kamcl.error.ErrorCode;

/** Errors of the files that keep the state of the window. */
public enum SettingsError implements ErrorCode {
  /** File, reason. */
  FILE_UNREADABLE(1),
  /** File, line, copy. */
  FILE_DAMAGED(2),
  /** File. */
  FILE_NOT_WRITABLE(1),
  /** File, setting, value, allowed values. */
  VALUE_NOT_ALLOWED(4),
  /** File, setting, value. */
  VALUE_NOT_BOOLEAN(3),
  /** File, setting, value, minimum, maximum. */
  VALUE_OUT_OF_RANGE(5),
  /** File, setting, value. */
  VALUE_NOT_A_LANGUAGE(3),
  /** File, setting, value. */
  VALUE_NOT_A_NAME(3),
  /** File, setting, maximum number of characters. */
  VALUE_TOO_LONG(3),
  /** File, setting. */
  UNKNOWN_SETTING(2),
  /** File. */
  IMPORT_UNREADABLE(1),
  /** File. */
  IMPORT_DAMAGED(1),
  /** File, setting. */
  IMPORT_VALUE(2),
  /** File, line number. */
  LINE_INVALID(2),
  /** File. */
  JOURNAL_UNREADABLE(1),
  /** File, copy. */
  JOURNAL_DAMAGED(2),
  /** File. */
  JOURNAL_NOT_WRITABLE(1);

  private final int arguments;

  SettingsError(int arguments) {
    this.arguments = arguments;
  }

  @Override
  public int argumentCount() {
    return arguments;
  }
}
