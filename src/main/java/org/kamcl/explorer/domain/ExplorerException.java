package org.kamcl.explorer.domain;

import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;

/** Something a person can do something about; the message is a sentence that says what. */
public final class ExplorerException extends KamclException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what happened, to which file, what to do
   */
  public ExplorerException(String message) {
    super(LegacyError.SENTENCE, message);
  }

  /**
   * @param message what happened, to which file, what to do
   * @param cause for the log
   */
  public ExplorerException(String message, Throwable cause) {
    super(cause, LegacyError.SENTENCE, message);
  }
}
