package org.kamcl.explorer.ui.task;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Says how far a job is. */
public final class JobFormatter {
  private final Messages messages;
  private final DurationFormatter durations;
  private final ErrorFormatter sentences;

  /** In a language. */
  public JobFormatter(Messages messages) {
    this.messages = messages;
    this.durations = new DurationFormatter(messages);
    this.sentences = new ErrorFormatter(messages);
  }

  /** "1,204 of 3,310 · harbour.tif", as it changes. */
  public ObservableValue<String> itemCount(JobViewModel job) {
    return Bindings.createStringBinding(
        () -> joined(count(job), message(job)), job.messageProperty(), job.progressProperty());
  }

  /** "2 min left", or nothing, as it changes. */
  public ObservableValue<String> remaining(JobViewModel job) {
    return job.remainingProperty().map(time -> time.map(durations::remaining).orElse(""));
  }

  /** "1,204 of 3,310 · 2 min left", or what it waits for, as it changes. */
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

  /** A name of a file, or a sentence that a room below said. */
  private String message(JobViewModel job) {
    return sentences.format(job.messageProperty().get());
  }

  private String count(JobViewModel job) {
    return job.total() > 0 ? messages.text("jobs.pieces", job.done(), job.total()) : "";
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" \u00b7 "));
  }
}
