package org.kamcl.explorer.ui.train;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.RunProgress;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Runs in words. */
final class RunFormatter {
  private final Messages messages;
  private final DurationFormatter durations;
  private final Clock clock;

  RunFormatter(Messages messages, Clock clock) {
    this.messages = messages;
    this.durations = new DurationFormatter(messages);
    this.clock = clock;
  }

  /** "running, epoch 23", "interrupted, can resume", "finished, 40 epochs - 19 Nov". */
  String state(RunSummary run) {
    RunProgress progress = run.progress();
    if (run.stopping()) {
      return messages.text("train.state.stopping");
    }
    return switch (run.state()) {
      case QUEUED -> messages.text("train.state.queued");
      case RUNNING ->
          progress.step() == 0
              ? messages.text("train.state.preparing")
              : messages.text("train.state.running", epoch(progress));
      case PAUSED -> messages.text("train.state.paused", progress.epochsDone());
      case FAILED -> messages.text("train.state.failed");
      case STOPPED -> messages.text("train.state.stopped", progress.epochsDone(), ended(run));
      case DONE -> messages.text("train.state.done", progress.epochsDone(), ended(run));
    };
  }

  /** "Running, phase 2". */
  String chip(RunSummary run) {
    if (run.stopping()) {
      return messages.text("train.chip.stopping");
    }
    if (run.state() == RunState.RUNNING && run.progress().phaseTwoEpoch().isPresent()) {
      int phase = epoch(run.progress()) >= run.progress().phaseTwoEpoch().getAsInt() ? 2 : 1;
      return messages.text("train.chip.phase", phase);
    }
    return messages.text(
        switch (run.state()) {
          case QUEUED -> "train.chip.queued";
          case RUNNING -> "train.chip.running";
          case PAUSED -> "train.chip.paused";
          case STOPPED -> "train.chip.stopped";
          case FAILED -> "train.chip.failed";
          case DONE -> "train.chip.done";
        });
  }

  /** The epoch that a run is in, from 1. */
  static int epoch(RunProgress progress) {
    return Math.min(progress.epochs(), progress.epochsDone() + 1);
  }

  /** "RSICD, 7,862 images - from pretrained encoders". */
  String origin(RunSummary run) {
    String from =
        switch (run.origin().from()) {
          case "pretrained" -> messages.text("train.from.pretrained");
          case "scratch" -> messages.text("train.from.scratch");
          default -> messages.text("train.from.model", run.origin().from());
        };
    return run.origin()
        .splits()
        .map(
            splits ->
                messages.text(
                    "train.origin.images", run.origin().corpusName(), splits.training(), from))
        .orElseGet(() -> messages.text("train.origin", run.origin().corpusName(), from));
  }

  /**
   * "Epoch 23 of 40, step 148 of 246"; "40 of 40 epochs" between two epochs and at the end; "14 of
   * 40 epochs, none better than epoch 6" if the run ended early.
   */
  String progress(RunSummary run) {
    RunProgress progress = run.progress();
    if (run.state() == RunState.DONE && progress.epochsDone() < progress.epochs()) {
      return messages.text(
          "train.epochs.early", progress.epochsDone(), progress.epochs(), progress.bestEpoch());
    }
    boolean betweenEpochs = progress.batch() == 0 && run.state() != RunState.RUNNING;
    if (progress.batches() == 0 || betweenEpochs || progress.epochsDone() >= progress.epochs()) {
      return messages.text("train.epochs", progress.epochsDone(), progress.epochs());
    }
    return messages.text(
        "train.epoch.step",
        epoch(progress),
        progress.epochs(),
        progress.batch(),
        progress.batches());
  }

  /** "4 h 12 min left"; empty if it is not known. */
  Optional<String> left(RunSummary run) {
    return run.times()
        .expectedEnd()
        .filter(end -> run.state() == RunState.RUNNING && !run.stopping())
        .map(end -> Duration.between(clock.instant(), end))
        .map(left -> durations.remaining(left.isNegative() ? Duration.ZERO : left));
  }

  /** "ends about 02:40"; with the day unless it is today; empty if it is not known. */
  Optional<String> end(RunSummary run) {
    return run.times()
        .expectedEnd()
        .filter(end -> run.state() == RunState.RUNNING && !run.stopping())
        .map(end -> messages.text("train.ends", moment(end)));
  }

  private String ended(RunSummary run) {
    return run.times().ended().map(this::day).orElseGet(() -> day(run.times().created()));
  }

  private String day(Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(messages.locale())
        .format(instant.atZone(zone()));
  }

  /** A time of today, or a day with its time. */
  String moment(Instant instant) {
    boolean today = LocalDate.ofInstant(instant, zone()).equals(LocalDate.now(clock));
    DateTimeFormatter format =
        today
            ? DateTimeFormatter.ofPattern("HH:mm", messages.locale())
            : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
    return format.withLocale(messages.locale()).format(instant.atZone(zone()));
  }

  private ZoneId zone() {
    return clock.getZone();
  }

  /** A recall in percent with two digits; a dash if there is none. */
  String recall(OptionalDouble recall) {
    if (recall.isEmpty()) {
      return "\u2013";
    }
    NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return format.format(recall.getAsDouble());
  }
}
