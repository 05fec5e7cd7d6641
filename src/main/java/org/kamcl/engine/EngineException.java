package org.kamcl.engine;

import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;

/**
 * The engine could not do what was asked. The message is one sentence for the person at the
 * keyboard: it names the file or input and says what to do about it.
 */
public class EngineException extends KamclException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what happened, to which file or input, and what to do
   */
  public EngineException(String message) {
    super(LegacyError.SENTENCE, message);
  }

  /**
   * @param message what happened, to which file or input, and what to do
   * @param cause the underlying failure, kept for the log
   */
  public EngineException(String message, Throwable cause) {
    super(cause, LegacyError.SENTENCE, message);
  }
}
