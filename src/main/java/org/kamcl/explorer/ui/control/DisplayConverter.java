package org.kamcl.explorer.ui.control;

import java.util.function.Function;
import javafx.util.StringConverter;

/**
 * The texts of a list of choices that cannot be typed into.
 *
 * @param <T> type of a choice
 */
public final class DisplayConverter<T> extends StringConverter<T> {
  private final Function<T, String> text;

  /**
   * @param text of a choice; none is an empty text
   */
  public DisplayConverter(Function<T, String> text) {
    this.text = text;
  }

  @Override
  public String toString(T choice) {
    return choice == null ? "" : text.apply(choice);
  }

  /** Never called, as nothing is typed. */
  @Override
  public T fromString(String typed) {
    throw new IllegalStateException("nothing can be typed here");
  }
}
