package org.kamcl.explorer.ui.theme;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** The size of all texts, and with them of everything that is measured in em. */
public final class TextSize {
  /** Pixels of body text at 100 %. */
  public static final double NORMAL = 13;

  private static final int SMALLEST = 100;
  private static final int LARGEST = 200;
  private static final int STEP = 10;
  private static final double PERCENT = 100;

  private final ReadOnlyIntegerWrapper percent = new ReadOnlyIntegerWrapper(SMALLEST);

  /** Per cent of the normal size, 100 to 200. */
  public ReadOnlyIntegerProperty percentProperty() {
    return percent.getReadOnlyProperty();
  }

  /** How much larger than normal. */
  public double factor() {
    return percent.get() / PERCENT;
  }

  /** Pixels of body text. */
  public double pixels() {
    return NORMAL * factor();
  }

  /** Makes all texts as large as wanted, within what is possible. */
  public void set(int wanted) {
    percent.set(Math.max(SMALLEST, Math.min(LARGEST, wanted)));
  }

  /** Makes all texts a step larger, or with a negative number smaller. */
  public void changeBySteps(int steps) {
    set(percent.get() + STEP * steps);
  }

  /** Back to 100 %. */
  public void reset() {
    set(SMALLEST);
  }
}
