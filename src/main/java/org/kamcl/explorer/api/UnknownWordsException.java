package org.kamcl.explorer.api;

import java.util.List;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;

/** A query of which the model knows no word. */
public final class UnknownWordsException extends KamclException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> words;

  /**
   * @param code takes the words and their number
   * @param words the words that the model does not know
   */
  public UnknownWordsException(ErrorCode code, List<String> words) {
    super(code, words, words.size());
    this.words = List.copyOf(words);
  }

  /** The words that the model does not know. */
  public List<String> words() {
    return words;
  }
}
