package org.kamcl.explorer.ui.task;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.ui.words.DurationWords;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** Says how far a job is. */
public final class JobWords {
  private final Messages messages;
  private final DurationWords durations;
  private final Failures sentences;

  /** In a language. */
  public JobWords(Messages messages) {
    this.messages = messages;
    this.durations = new DurationWords(messages);
    this.sentences = new Failures(messages);
  }

  /** "1,204 of 3,310 · harbour.tif", as it changes. */
  public ObservableValue<String> pieces(JobViewModel job) {
    return Bindings.createStringBinding(
        () -> joined(count(job), message(job)), job.messageProperty(), job.progressProperty());
  }

  /** "2 min left", or nothing, as it changes. */
  public ObservableValue<String> left(JobViewModel job) {
    return job.leftProperty().map(time -> time.map(durations::left).orElse(""));
  }

  /** "1,204 of 3,310 · 2 min left", or what it waits for, as it changes. */
  public ObservableValue<String> progress(JobViewModel job) {
    return Bindings.createStringBinding(
        () ->
            job.total() > 0
                ? joined(count(job), job.leftProperty().getValue().map(durations::left).orElse(""))
                : message(job),
        job.messageProperty(),
        job.progressProperty(),
        job.leftProperty());
  }

  /** A name of a file, or a sentence that a room below said. */
  private String message(JobViewModel job) {
    return sentences.sentence(job.messageProperty().get());
  }

  private String count(JobViewModel job) {
    return job.total() > 0 ? messages.text("jobs.pieces", job.done(), job.total()) : "";
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" \u00b7 "));
  }
}
