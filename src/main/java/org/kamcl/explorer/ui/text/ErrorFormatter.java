package org.kamcl.explorer.ui.text;

import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;

/** Renders failures and problems in the language of the window. */
public final class ErrorFormatter {
  private final Messages messages;
  private final Phrases phrases;

  /**
   * @param messages the texts
   */
  public ErrorFormatter(Messages messages) {
    this.messages = messages;
    this.phrases = Phrases.of(messages.locale());
  }

  /** The text of a failure's error code; a general text for unexpected failures. */
  public String format(Throwable failure) {
    return failure instanceof KamclException known
        ? format(known.problem())
        : messages.text("error.unexpected", failure.toString());
  }

  /** The text of a problem. */
  public String format(Problem problem) {
    String text = ErrorText.of(problem, messages.locale());
    return problem.is(LegacyError.SENTENCE) ? phrases.say(text) : text;
  }

  /** The text of a sentence that a service has rendered in English. */
  public String format(String sentence) {
    return phrases.say(sentence);
  }
}
