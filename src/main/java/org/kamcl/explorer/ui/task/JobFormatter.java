package org.kamcl.explorer.ui.task;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Formats the progress of a job. */
public final class JobFormatter {
  private final Messages messages;
  private final DurationFormatter durations;

  /**
   * @param messages the texts
   */
  public JobFormatter(Messages messages) {
    this.messages = messages;
    this.durations = new DurationFormatter(messages);
  }

  /** "1,204 of 3,310 · harbor.tif"; updated while the job runs. */
  public ObservableValue<String> itemCount(JobViewModel job) {
    return Bindings.createStringBinding(
        () -> joined(count(job), message(job)), job.messageProperty(), job.progressProperty());
  }

  /** "2 min left", or empty; updated while the job runs. */
  public ObservableValue<String> remaining(JobViewModel job) {
    return job.remainingProperty().map(time -> time.map(durations::remaining).orElse(""));
  }

  /** "1,204 of 3,310 · 2 min left", or the current step; updated while the job runs. */
  public ObservableValue<String> progress(JobViewModel job) {
    return Bindings.createStringBinding(
        () ->
            job.total() > 0
                ? joined(
                    count(job),
                    job.remainingProperty().getValue().map(durations::remaining).orElse(""))
                : message(job),
        job.messageProperty(),
        job.progressProperty(),
        job.remainingProperty());
  }

  /** A file name or a status text of the service. */
  private static String message(JobViewModel job) {
    return job.messageProperty().get();
  }

  private String count(JobViewModel job) {
    return job.total() > 0 ? messages.text("jobs.count", job.done(), job.total()) : "";
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" \u00b7 "));
  }
}
