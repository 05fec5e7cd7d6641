package org.kamcl.explorer.ui.theme;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** The text size of the window, which also scales everything that is measured in em. */
public final class TextSize {
  /** Size of body text at 100%, pixels. */
  public static final double NORMAL = 13;

  private static final int MIN_PERCENT = 100;
  private static final int MAX_PERCENT = 200;
  private static final int STEP_PERCENT = 10;
  private static final double PERCENT = 100;

  private final ReadOnlyIntegerWrapper percent = new ReadOnlyIntegerWrapper(MIN_PERCENT);

  /** Percentage of the normal size, 100 to 200. */
  public ReadOnlyIntegerProperty percentProperty() {
    return percent.getReadOnlyProperty();
  }

  /** Factor over the normal size, 1 to 2. */
  public double factor() {
    return percent.get() / PERCENT;
  }

  /** Size of body text, pixels. */
  public double pixels() {
    return NORMAL * factor();
  }

  /** Sets the percentage, clamped to the range. */
  public void set(int wanted) {
    percent.set(Math.max(MIN_PERCENT, Math.min(MAX_PERCENT, wanted)));
  }

  /** Changes the size by steps of 10%; negative steps make it smaller. */
  public void changeBySteps(int steps) {
    set(percent.get() + STEP_PERCENT * steps);
  }

  /** Resets the size to 100%. */
  public void reset() {
    set(MIN_PERCENT);
  }
}
