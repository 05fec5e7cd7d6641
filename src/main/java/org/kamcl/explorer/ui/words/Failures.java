package org.kamcl.explorer.ui.words;

import org.kamcl.engine.EngineException;
import org.kamcl.explorer.domain.ExplorerException;

/** Turns what went wrong into a sentence. */
public final class Failures {
  private final Messages messages;

  /** Speaks a language. */
  public Failures(Messages messages) {
    this.messages = messages;
  }

  /** The sentence of a failure that was meant for people, or one that says nobody expected it. */
  public String sentence(Throwable failure) {
    if (failure instanceof ExplorerException || failure instanceof EngineException) {
      return failure.getMessage();
    }
    return messages.text("failure.unexpected", failure.toString());
  }
}
