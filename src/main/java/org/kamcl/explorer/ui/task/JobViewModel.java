package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A job that waits, runs or ended, as the window shows it. */
public final class JobViewModel {
  /** Progress of a job that does not know how much there is to do. */
  public static final double UNKNOWN = -1;

  /** How far a job is. */
  public enum State {
    /** Others have to end first. */
    QUEUED,
    /** It works. */
    RUNNING,
    /** It did what it was to do. */
    SUCCEEDED,
    /** Somebody stopped it. */
    CANCELLED,
    /** It could not; the outcome says why. */
    FAILED
  }

  /**
   * How it ended.
   *
   * @param summary what it did, or why it could not
   * @param skipped what it left out; empty for nothing
   * @param notes sentences on the rest
   */
  public record Outcome(String summary, List<Skipped> skipped, List<String> notes) {
    /** Copies the lists. */
    public Outcome {
      skipped = List.copyOf(skipped);
      notes = List.copyOf(notes);
    }

    /** One that left nothing out. */
    public static Outcome of(String sentence) {
      return new Outcome(sentence, List.of(), List.of());
    }
  }

  /**
   * Something that was left out.
   *
   * @param item such as a file
   * @param reason a sentence
   */
  public record Skipped(String item, String reason) {}

  private final String title;
  private final RemainingTimeEstimator remainingTimeEstimator = new RemainingTimeEstimator();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.QUEUED);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
  private final ReadOnlyObjectWrapper<Optional<Duration>> left =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Outcome> outcome =
      new ReadOnlyObjectWrapper<>(Outcome.of(""));
  private long done;
  private long total;
  private Runnable canceller = () -> {};
  private Optional<Runnable> again = Optional.empty();

  JobViewModel(String title) {
    this.title = title;
  }

  void setCanceller(Runnable how) {
    canceller = how;
  }

  void setState(State now) {
    state.set(now);
  }

  void update(long now, long pieces, long of, String text) {
    done = pieces;
    total = of;
    progress.set(of > 0 ? (double) pieces / of : UNKNOWN);
    message.set(text);
    left.set(remainingTimeEstimator.update(now, pieces, of));
  }

  /** Says how it ended. */
  public void setOutcome(Outcome how) {
    outcome.set(how);
  }

  /** Says how the same is done once more. */
  public void setRetry(Runnable how) {
    again = Optional.of(how);
  }

  /** What it does. */
  public String title() {
    return title;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether it ended, in whatever way. */
  public boolean ended() {
    return state.get() != State.QUEUED && state.get() != State.RUNNING;
  }

  /** What it is doing now. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** From 0 to 1, or {@link #UNKNOWN}. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Pieces that are done. */
  public long done() {
    return done;
  }

  /** Pieces there are; 0 where not known. */
  public long total() {
    return total;
  }

  /** How long it still takes, as far as that can be known. */
  public ReadOnlyObjectProperty<Optional<Duration>> remainingProperty() {
    return left.getReadOnlyProperty();
  }

  /** How it ended; an empty sentence until it did. */
  public ReadOnlyObjectProperty<Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** Does the same once more, where that makes sense. */
  public Optional<Runnable> retry() {
    return again;
  }

  /** Asks it to stop. */
  public void cancel() {
    canceller.run();
  }
}
