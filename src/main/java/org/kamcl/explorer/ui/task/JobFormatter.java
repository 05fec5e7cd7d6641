package org.kamcl.explorer.ui.task;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Formats the progress of a job. */
public final class JobFormatter {
  private final Messages messages;
  private final DurationFormatter durations;
  private final ErrorFormatter errors;

  /**
   * @param messages the texts
   */
  public JobFormatter(Messages messages) {
    this.messages = messages;
    this.durations = new DurationFormatter(messages);
    this.errors = new ErrorFormatter(messages);
  }

  /** "1,204 of 3,310 · harbor.tif"; updated while the job runs. */
  public ObservableValue<String> itemCount(JobViewModel job) {
    return Bindings.createStringBinding(
        () -> joined(count(job), message(job)),
        job.messageProperty(),
        job.progressProperty(),
        job.waitingProperty());
  }

  /** "2 min left", or empty; updated while the job runs. */
  public ObservableValue<String> remaining(JobViewModel job) {
    return job.remainingProperty().map(time -> time.map(durations::remaining).orElse(""));
  }

  /**
   * "1,204 of 3,310 · 18 per second · 2 min left", or the current step; updated while the job runs.
   */
  public ObservableValue<String> progress(JobViewModel job) {
    return Bindings.createStringBinding(
        () ->
            job.total() > 0
                ? joined(
                    count(job),
                    speed(job),
                    job.remainingProperty().getValue().map(durations::remaining).orElse(""))
                : message(job),
        job.messageProperty(),
        job.progressProperty(),
        job.waitingProperty(),
        job.speedProperty(),
        job.remainingProperty());
  }

  /** Why the job waits, or else the name of the item it works on. */
  private String message(JobViewModel job) {
    return job.waitingProperty()
        .get()
        .map(errors::format)
        .orElseGet(() -> job.messageProperty().get());
  }

  private String count(JobViewModel job) {
    return job.total() > 0 ? messages.text("jobs.count", job.done(), job.total()) : "";
  }

  private String speed(JobViewModel job) {
    return job.speedProperty().get().isPresent()
        ? messages.text("jobs.speed", job.speedProperty().get().getAsDouble())
        : "";
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" \u00b7 "));
  }
}
