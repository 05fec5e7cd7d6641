package org.kamcl.explorer.ui.text;

import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Renders failures and problems in the language of the window. */
public final class ErrorFormatter {
  private final Messages messages;

  /**
   * @param messages the texts
   */
  public ErrorFormatter(Messages messages) {
    this.messages = messages;
  }

  /** The text of a failure's error code; a general text for unexpected failures. */
  public String format(Throwable failure) {
    return failure instanceof KamclException known
        ? known.message(messages.locale())
        : messages.text("error.unexpected", failure.toString());
  }

  /** The text of a problem. */
  public String format(Problem problem) {
    return ErrorText.of(problem, messages.locale());
  }
}
