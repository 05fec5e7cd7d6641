package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.kamcl.error.Problem;

/** A queued, running or ended job. */
public final class JobViewModel {
  /** Progress of a job of unknown length. */
  public static final double UNKNOWN = -1;

  /** State of a job. */
  public enum State {
    /** Waits for other jobs to end. */
    QUEUED,
    /** Running. */
    RUNNING,
    /** Ended successfully. */
    SUCCEEDED,
    /** Canceled by the user. */
    CANCELLED,
    /** Failed; the outcome gives the reason. */
    FAILED
  }

  /**
   * Outcome of a job.
   *
   * @param summary what it did, or why it failed
   * @param skipped skipped items; empty for none
   * @param notes warnings
   */
  public record Outcome(String summary, List<Skipped> skipped, List<String> notes) {
    /** Copies the lists. */
    public Outcome {
      skipped = List.copyOf(skipped);
      notes = List.copyOf(notes);
    }

    /** An outcome without skipped items. */
    public static Outcome of(String sentence) {
      return new Outcome(sentence, List.of(), List.of());
    }
  }

  /**
   * A skipped item.
   *
   * @param item for example a file
   * @param reason why it was skipped
   */
  public record Skipped(String item, String reason) {}

  private final String title;
  private final RemainingTimeEstimator remainingTimeEstimator = new RemainingTimeEstimator();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.QUEUED);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
  private final ReadOnlyObjectWrapper<Optional<Duration>> left =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<OptionalDouble> speed =
      new ReadOnlyObjectWrapper<>(OptionalDouble.empty());
  private final ReadOnlyObjectWrapper<Outcome> outcome =
      new ReadOnlyObjectWrapper<>(Outcome.of(""));
  private long done;
  private long total;
  private Runnable canceller = () -> {};
  private final ReadOnlyObjectWrapper<Optional<Problem>> waiting =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Runnable>> again =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Object> subject = Optional.empty();

  JobViewModel(String title) {
    this.title = title;
  }

  void setCanceller(Runnable how) {
    canceller = how;
  }

  void setState(State now) {
    state.set(now);
  }

  /** Sets why the job waits; empty if it does not. */
  void setWaiting(Optional<Problem> reason) {
    waiting.set(reason);
  }

  void update(long now, long pieces, long of, String text) {
    done = pieces;
    total = of;
    progress.set(of > 0 ? (double) pieces / of : UNKNOWN);
    message.set(text);
    left.set(remainingTimeEstimator.update(now, pieces, of));
    speed.set(remainingTimeEstimator.speed());
  }

  /** Sets the outcome. */
  public void setOutcome(Outcome how) {
    outcome.set(how);
  }

  /**
   * Sets how to run the job again.
   *
   * @param what identifies the work; another job for the same work replaces this one
   */
  public void setRetry(Object what, Runnable how) {
    subject = Optional.of(what);
    again.set(Optional.of(how));
  }

  /** Withdraws the offer to run the job again if it is for the given work. */
  void withdrawRetry(Object what) {
    if (subject.filter(what::equals).isPresent()) {
      again.set(Optional.empty());
    }
  }

  /** Localized title. */
  public String title() {
    return title;
  }

  /** State of the job. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether the job has ended in any way. */
  public boolean ended() {
    return state.get() != State.QUEUED && state.get() != State.RUNNING;
  }

  /** Current step, for example a file name. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Progress from 0 to 1, or {@link #UNKNOWN}. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Number of completed items. */
  public long done() {
    return done;
  }

  /** Total number of items; 0 if unknown. */
  public long total() {
    return total;
  }

  /** Estimated remaining time, if known. */
  public ReadOnlyObjectProperty<Optional<Duration>> remainingProperty() {
    return left.getReadOnlyProperty();
  }

  /** Completed items per second, if known. */
  public ReadOnlyObjectProperty<OptionalDouble> speedProperty() {
    return speed.getReadOnlyProperty();
  }

  /** The outcome; its summary is empty until the job has ended. */
  public ReadOnlyObjectProperty<Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** Why the job waits, for example for another process; empty if it does not wait. */
  public ReadOnlyObjectProperty<Optional<Problem>> waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Runs the job again; empty if that is not possible or another job already does. */
  public ReadOnlyObjectProperty<Optional<Runnable>> retryProperty() {
    return again.getReadOnlyProperty();
  }

  /** Requests cancellation. */
  public void cancel() {
    canceller.run();
  }
}
