package org.kamcl.explorer.ui.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A job that runs, as the window shows it. */
public final class JobViewModel {
  /** Progress of a job that does not know how much there is to do. */
  public static final double UNKNOWN = -1;

  private final String title;
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
  private Runnable canceller = () -> {};

  JobViewModel(String title) {
    this.title = title;
  }

  void cancelledBy(Runnable how) {
    canceller = how;
  }

  void at(long done, long total, String text) {
    progress.set(total > 0 ? (double) done / total : UNKNOWN);
    message.set(text);
  }

  /** What it does. */
  public String title() {
    return title;
  }

  /** What it is doing now. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** From 0 to 1, or {@link #UNKNOWN}. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Asks it to stop. */
  public void cancel() {
    canceller.run();
  }
}
