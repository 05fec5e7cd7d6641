package org.kamcl.explorer.ui.text;

import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;

/** Turns what went wrong into a sentence. */
public final class ErrorFormatter {
  private final Messages messages;
  private final Phrases phrases;

  /** Speaks a language. */
  public ErrorFormatter(Messages messages) {
    this.messages = messages;
    this.phrases = Phrases.of(messages.locale());
  }

  /** The sentence of a failure that was meant for people, or one that says nobody expected it. */
  public String format(Throwable failure) {
    if (failure instanceof KamclException known) {
      return known.is(LegacyError.SENTENCE)
          ? format(known.getMessage())
          : known.message(messages.locale());
    }
    return messages.text("failure.unexpected", failure.toString());
  }

  /** The text of a problem. */
  public String format(Problem problem) {
    return ErrorText.of(problem, messages.locale());
  }

  /** A sentence that a room below the window said, in the language as far as it is known there. */
  public String format(String said) {
    return phrases.say(said);
  }
}
