package org.kamcl.explorer.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunSpec;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunProgress;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.RunTimes;

/**
 * Summarizes runs. The state follows from what cannot be wrong for long: the lock that the system
 * takes from a dead process, the last event of the log, and whether the process that was started
 * last is alive. No state is stored, so none can be stuck.
 */
final class RunSummaries {
  private static final String FAILED = "failed";

  private final RunHistories histories;
  private final Map<String, Resting> resting = new ConcurrentHashMap<>();

  /**
   * A run on which no process works. Whatever changes that changes a file first.
   *
   * @param stamp of its files
   */
  private record Resting(long stamp, RunSummary summary) {}

  RunSummaries(RunHistories histories) {
    this.histories = histories;
  }

  /** The summary of a run; a run whose files are damaged has failed. */
  RunSummary of(RunFolder run) {
    RunFiles files = new RunFiles(run);
    // Before the files are read: a change meanwhile makes the summary old.
    RunFiles.Stamp stamp = files.stamp();
    Resting before = resting.get(run.name());
    if (before != null && before.stamp() == stamp.value()) {
      return before.summary();
    }
    RunSummary summary = read(run, files);
    boolean rests = summary.state() != RunState.RUNNING && summary.state() != RunState.QUEUED;
    if (rests && stamp.isSettled()) {
      resting.put(run.name(), new Resting(stamp.value(), summary));
    } else {
      resting.remove(run.name());
    }
    return summary;
  }

  /** Forgets the runs that are gone. */
  void retain(Set<String> present) {
    resting.keySet().retainAll(present);
  }

  private RunSummary read(RunFolder run, RunFiles files) {
    RunFiles.Labels labels = files.labels();
    String title = labels.title() == null ? run.name() : labels.title();
    String note = labels.note() == null ? "" : labels.note();
    try {
      RunSpec spec = run.spec();
      RunHistory history = histories.of(run);
      RunState state = state(run, files, history);
      return new RunSummary(
          run.name(),
          title,
          note,
          state,
          origin(spec, history),
          progress(spec, history),
          times(spec, history, state),
          problem(run, files, history, state),
          model(history),
          state == RunState.RUNNING && run.isRequested());
    } catch (KamclException e) {
      RunOrigin unknown =
          new RunOrigin(
              Path.of(""), "", Optional.empty(), "", "", Map.of(), 0, "", "", "", Optional.empty());
      return new RunSummary(
          run.name(),
          title,
          note,
          run.lock().isTaken() ? RunState.RUNNING : RunState.FAILED,
          unknown,
          RunProgress.none(0),
          RunTimes.of(Instant.EPOCH),
          Optional.of(e.problem()),
          Optional.empty(),
          false);
    }
  }

  /** The state of a run. */
  RunState state(RunFolder run) {
    return state(run, new RunFiles(run), histories.of(run));
  }

  private static RunState state(RunFolder run, RunFiles files, RunHistory history) {
    if (run.lock().isTaken()) {
      return RunState.RUNNING;
    }
    String outcome = history.outcome;
    if ("finished".equals(outcome)) {
      return RunState.DONE;
    }
    if ("stopped".equals(outcome)) {
      return RunState.STOPPED;
    }
    Optional<RunFiles.Launched> launched = files.launched();
    if (launched.isPresent() && launched.get().launched() > history.endTime) {
      // This process has logged no end.
      if (RunProcesses.isStarting(launched.get())) {
        return RunState.RUNNING;
      }
      return files.queued().isPresent() ? RunState.QUEUED : RunState.FAILED;
    }
    if (files.queued().isPresent()) {
      return RunState.QUEUED;
    }
    if (FAILED.equals(outcome)) {
      return RunState.FAILED;
    }
    // A process that was started elsewhere and killed has logged a start, but no end.
    boolean killed = outcome == null && history.startTime + history.step > 0;
    return killed ? RunState.FAILED : RunState.PAUSED;
  }

  private static Optional<Problem> problem(
      RunFolder run, RunFiles files, RunHistory history, RunState state) {
    if (state == RunState.FAILED) {
      JsonObject end = history.end;
      boolean logged =
          FAILED.equals(history.outcome)
              && files.launched().map(l -> l.launched() <= history.endTime).orElse(true);
      if (logged && end != null) {
        return Optional.of(failure(end));
      }
      return Optional.of(
          RunProcesses.lastError(files.log())
              .map(
                  line ->
                      Problem.of(TrainingRunError.PROCESS_FAILED, run.name(), line, files.log()))
              .orElseGet(
                  () -> Problem.of(TrainingRunError.PROCESS_ENDED, run.name(), files.log())));
    }
    if (history.damagedLines > 0) {
      return run.eventsProblem();
    }
    JsonObject end = history.end;
    // A full disk, for example.
    return state == RunState.PAUSED && end != null && end.has("code")
        ? warning(end)
        : Optional.empty();
  }

  /** The error that a process logged at its end. */
  static Problem failure(JsonObject end) {
    return warning(end)
        .orElseGet(() -> Problem.of(TrainingRunError.RUN_FAILED, end.get("message").getAsString()));
  }

  /** The problem of an event with a code and arguments. */
  static Optional<Problem> warning(JsonObject event) {
    if (!event.has("code") || !event.has("arguments") || !event.get("arguments").isJsonArray()) {
      return event.has("message") && event.get("message").isJsonPrimitive()
          ? Optional.of(Problem.of(TrainingRunError.RUN_FAILED, event.get("message").getAsString()))
          : Optional.empty();
    }
    return Optional.of(
        new Problem(
            event.get("code").getAsString(), Optional.empty(), arguments(event.get("arguments"))));
  }

  private static List<Object> arguments(JsonElement array) {
    List<Object> all = new ArrayList<>();
    for (JsonElement value : array.getAsJsonArray()) {
      if (value.isJsonArray()) {
        all.add(arguments(value));
      } else if (value.isJsonObject() && value.getAsJsonObject().has("code")) {
        JsonObject nested = value.getAsJsonObject();
        all.add(
            new Problem(
                nested.get("code").getAsString(),
                Optional.empty(),
                nested.has("arguments") ? arguments(nested.get("arguments")) : List.of()));
      } else if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
        all.add(value.getAsNumber());
      } else {
        all.add(value.isJsonPrimitive() ? value.getAsString() : value.toString());
      }
    }
    return all;
  }

  private static Optional<String> model(RunHistory history) {
    JsonObject end = history.end;
    return end != null && end.has("model")
        ? Optional.of(end.get("model").getAsString())
        : Optional.empty();
  }

  private static RunOrigin origin(RunSpec spec, RunHistory history) {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, spec.training().toJson());
    put(settings, RunSettings.toJson(spec.network()));
    Path corpus = Path.of(spec.corpus());
    return new RunOrigin(
        corpus,
        history.corpus == null ? String.valueOf(corpus.getFileName()) : history.corpus,
        Optional.ofNullable(spec.format()),
        spec.from(),
        spec.configuration(),
        settings,
        spec.seed(),
        text(spec.command()),
        spec.version(),
        text(spec.corpusSha256()),
        history.trainingImages == 0
            ? Optional.empty()
            : Optional.of(new RunOrigin.Splits(history.trainingImages, history.validationImages)));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static void put(Map<String, String> settings, JsonElement json) {
    json.getAsJsonObject()
        .entrySet()
        .forEach(
            entry -> {
              if (entry.getValue().isJsonPrimitive()) {
                settings.put(entry.getKey(), entry.getValue().getAsString());
              }
            });
  }

  private static RunProgress progress(RunSpec spec, RunHistory history) {
    TrainingConfig training = spec.training();
    int phase = training.knowledge().conceptStartEpoch();
    boolean later = phase > 1 && training.knowledge().conceptLossWeight() > 0;
    return new RunProgress(
        training.schedule().epochs(),
        history.epochsDone,
        history.step,
        history.batchOfEpoch(),
        history.batches,
        history.bestMeanRecall(),
        history.bestEpoch,
        history.lastLoss(),
        history.speed(),
        later && phase <= training.schedule().epochs()
            ? OptionalInt.of(phase)
            : OptionalInt.empty(),
        history.checkpointStep);
  }

  private static RunTimes times(RunSpec spec, RunHistory history, RunState state) {
    int validations = spec.training().schedule().epochs() - history.epochsDone;
    double left = history.secondsLeft + validations * history.validationSeconds;
    boolean measured = state == RunState.RUNNING && history.stepTime >= history.startTime;
    return new RunTimes(
        created(spec),
        instant(history.startTime),
        instant(state == RunState.RUNNING ? 0 : history.endTime),
        measured && history.stepTime > 0
            ? Optional.of(Instant.ofEpochMilli(history.stepTime + (long) (left * 1000)))
            : Optional.empty(),
        instant(history.checkpointTime));
  }

  private static Instant created(RunSpec spec) {
    try {
      return Instant.parse(text(spec.created()));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static Optional<Instant> instant(long time) {
    return time > 0 ? Optional.of(Instant.ofEpochMilli(time)) : Optional.empty();
  }
}
