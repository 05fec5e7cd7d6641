package org.kamcl.explorer.ui.text;

import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders failures and problems in the language of the window. */
public final class ErrorFormatter {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorFormatter.class);

  private final Messages messages;

  /**
   * @param messages the texts
   */
  public ErrorFormatter(Messages messages) {
    this.messages = messages;
  }

  /** The text of a failure's error code; a general text for unexpected failures. */
  public String format(Throwable failure) {
    if (failure instanceof KamclException known) {
      return known.message(messages.locale());
    }
    LOG.info("The window shows an unexpected failure", failure);
    return messages.text("error.unexpected", failure.toString());
  }

  /** The text of a problem. */
  public String format(Problem problem) {
    return ErrorText.of(problem, messages.locale());
  }
}
