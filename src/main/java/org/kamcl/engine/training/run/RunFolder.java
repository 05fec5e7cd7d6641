package org.kamcl.engine.training.run;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.text.Synonyms;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.JsonValues;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run: description ({@code run.json}), events ({@code events.jsonl}), initial
 * weights, vocabularies, checkpoints and best weights.
 */
public final class RunFolder {
  static final String SPEC = "run.json";

  /** The synonym list of a run that uses one. */
  static final String SYNONYMS = "synonyms.txt";

  static final String INITIAL_WEIGHTS = "start.safetensors";
  static final String BEST_WEIGHTS = "best.safetensors";

  /** Weights that become the best ones with the next checkpoint. */
  static final String NEXT_BEST_WEIGHTS = "best.next.safetensors";

  private static final String EVENTS = "events.jsonl";

  /** Damaged lines of the log whose numbers are reported. */
  private static final int LINES_SHOWN = 20;

  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

  private final Path folder;

  RunFolder(Path folder) {
    this.folder = folder;
  }

  /** The status of a run. */
  public enum Status {
    /** A process is working on it. */
    RUNNING(RunError.STATUS_RUNNING),
    /** Paused, killed or failed; can be resumed. */
    RESUMABLE(RunError.STATUS_RESUMABLE),
    /** Stopped by the user. */
    STOPPED(RunError.STATUS_STOPPED),
    /** All epochs are done, or validation stopped improving. */
    FINISHED(RunError.STATUS_FINISHED);

    private final RunError text;

    Status(RunError text) {
      this.text = text;
    }

    /** The text of the status. */
    public ErrorCode text() {
      return text;
    }
  }

  /** Path of the folder. */
  public Path path() {
    return folder;
  }

  /** The folder of the features that the runs of a workspace share; may be missing. */
  public Path featureCache() {
    Path store = requireNonNull(folder.toAbsolutePath().getParent());
    // A run that is only measured is in a temporary folder among the runs.
    boolean measured = TemporaryName.parse(String.valueOf(store.getFileName())).isPresent();
    return (measured ? requireNonNull(store.getParent()) : store)
        .resolveSibling("cache")
        .resolve("features");
  }

  /** Name of the run. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** The run with its corpus, which moves with the workspace if it is part of it. */
  private RunSpec located(RunSpec spec) {
    if (spec.corpus() == null) {
      return spec;
    }
    return spec.withCorpus(MovedFolder.read(SpecFile.workspace(folder), spec.corpus()).toString());
  }

  /**
   * The description of the run. A corpus of the workspace is named where it is now.
   *
   * @throws KamclException if the file is missing or damaged
   */
  public RunSpec spec() {
    Path file = folder.resolve(SPEC);
    try {
      RunSpec spec = JsonValues.read(() -> RunSpec.fromJson(SpecFile.read(file).toString()));
      if (spec != null && spec.formatVersion() > RunSpec.FORMAT_VERSION) {
        throw new KamclException(RunError.NEWER_FORMAT, file, spec.formatVersion());
      }
      if (spec == null || spec.network() == null || spec.training() == null) {
        throw new KamclException(RunError.SPEC_DAMAGED, file);
      }
      return located(spec);
    } catch (JsonParseException e) {
      throw new KamclException(e, RunError.SPEC_DAMAGED, file);
    }
  }

  /**
   * The synonym list of the run.
   *
   * @throws KamclException if it is missing
   */
  Synonyms synonyms() {
    Path file = folder.resolve(SYNONYMS);
    try {
      return Synonyms.of(RegularFiles.readString(file), file.toString());
    } catch (IOException e) {
      throw new KamclException(e, RunError.SYNONYMS_UNREADABLE, file);
    }
  }

  /** The current status. */
  public Status status() {
    if (lock().isTaken()) {
      return Status.RUNNING;
    }
    List<JsonObject> events = events();
    if (!events.isEmpty()) {
      JsonObject last = events.get(events.size() - 1);
      if (last.get("event").getAsString().equals("end")) {
        String outcome = last.get("outcome").getAsString();
        return switch (outcome) {
          case "finished" -> Status.FINISHED;
          case "stopped" -> Status.STOPPED;
          default -> Status.RESUMABLE;
        };
      }
    }
    return Status.RESUMABLE;
  }

  /** The lock of the process that works on the run. */
  public RunLock lock() {
    return new RunLock(folder);
  }

  /**
   * Checks the files of the run that never change.
   *
   * @throws KamclException if one is missing or has another content
   */
  void checkFiles() {
    SpecFile.checkFiles(folder.resolve(SPEC));
  }

  /** All events in order, without damaged lines and an incomplete last line. */
  public List<JsonObject> events() {
    return log().events();
  }

  /**
   * The events since a position.
   *
   * @param since {@link LogPosition#START} or the position of the last call
   * @throws KamclException if the log cannot be read
   */
  public LogSlice events(LogPosition since) {
    Path file = eventsFile();
    try {
      return EventFile.since(file, since);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_UNREADABLE, file);
    }
  }

  /** What is wrong with the log of the events; empty if nothing is. */
  public Optional<Problem> eventsProblem() {
    return problem(log().damaged());
  }

  private Optional<Problem> problem(List<Integer> damaged) {
    List<Integer> shown = damaged.subList(0, Math.min(damaged.size(), LINES_SHOWN));
    return damaged.isEmpty()
        ? Optional.empty()
        : Optional.of(Problem.of(RunError.EVENTS_DAMAGED, eventsFile(), damaged.size(), shown));
  }

  private EventFile.Content log() {
    Path file = eventsFile();
    try {
      return EventFile.read(file);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_UNREADABLE, file);
    }
  }

  /**
   * Removes the events after a checkpoint, because they will be repeated.
   *
   * @param trainingProgress progress at the checkpoint
   * @return damaged lines, which are removed as well
   */
  Optional<Problem> truncateEvents(TrainingProgress trainingProgress) {
    StringBuilder kept = new StringBuilder();
    EventFile.Content log = log();
    for (JsonObject event : log.events()) {
      String kind = event.get("event").getAsString();
      boolean epochAgain = isRepeated(kind, event, trainingProgress);
      if (!kind.equals("end")
          && !epochAgain
          && event.get("step").getAsLong() <= trainingProgress.step()) {
        kept.append(EventFile.line(event));
      }
    }
    replace(EVENTS, kept.toString());
    return problem(log.damaged());
  }

  /** Whether an event of an epoch comes again after a checkpoint. */
  private static boolean isRepeated(String kind, JsonObject event, TrainingProgress progress) {
    return switch (kind) {
      case "epoch", "probes", "concepts" -> event.get("epoch").getAsInt() >= progress.epoch();
      // Before the first batch of its epoch.
      case "phase" ->
          event.get("epoch").getAsInt() > progress.epoch()
              || (event.get("epoch").getAsInt() == progress.epoch() && progress.batch() == 0);
      default -> false;
    };
  }

  /** Replaces the description of the run. */
  void writeSpec(RunSpec spec) {
    replace(SPEC, SpecFile.change(spec, folder.resolve(SPEC)));
  }

  /** Replaces a small file atomically. */
  private void replace(String name, String text) {
    Path target = folder.resolve(name);
    Path next = TemporaryName.beside(target);
    try {
      try (FileChannel channel =
          FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      TemporaryName.publish(next, target);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_NOT_WRITTEN, folder.resolve(name));
    }
  }

  /** The file of the events. */
  Path eventsFile() {
    return folder.resolve(EVENTS);
  }

  /**
   * Requests the process that works on the run to write a checkpoint and exit.
   *
   * @param forGood whether the run ends; otherwise it can be resumed
   * @throws KamclException if no process works on it
   */
  public void requestStop(boolean forGood) {
    request(forGood ? StopRequest.STOP : StopRequest.PAUSE);
  }

  /**
   * Requests the process that works on the run to end it after the validation of the present epoch.
   *
   * @throws KamclException if no process works on it
   */
  public void requestStopAfterEpoch() {
    request(StopRequest.STOP_AFTER_EPOCH);
  }

  /**
   * Notes that the run is about to be ended, for who looks at it meanwhile. The next process that
   * works on it deletes the note.
   */
  public void announceEnd() {
    stopRequests().write(StopRequest.STOP);
  }

  /** Whether the run has a checkpoint, so that it can be resumed or has something to keep. */
  public boolean hasCheckpoint() {
    return Checkpoint.exists(folder);
  }

  /** Whether a request waits for the process that works on the run. */
  public boolean isRequested() {
    return stopRequests().isPending();
  }

  private void request(StopRequest stopRequest) {
    if (!lock().isTaken()) {
      throw new KamclException(RunError.NOT_RUNNING, name(), status().text());
    }
    stopRequests().write(stopRequest);
  }

  /** The request to the process that works on the run. */
  StopRequestFile stopRequests() {
    return new StopRequestFile(folder);
  }

  /**
   * The probe queries; empty if the run has no list, so that some are chosen.
   *
   * @throws KamclException if the list is damaged
   */
  public Optional<List<Probe>> probes() {
    return ProbeFile.read(folder);
  }

  /** Replaces the probe queries, from the next validation on. */
  public void setProbes(List<Probe> probes) {
    ProbeFile.write(folder, probes);
  }

  /** Best mean recall in validation in percent; empty before the first. */
  public OptionalDouble bestScore() {
    return events().stream()
        .filter(e -> e.has("meanRecall"))
        .mapToDouble(e -> e.get("meanRecall").getAsDouble())
        .max();
  }

  /** Deletes the files that only a resume needs; failures are logged. */
  void deleteResumeFiles() {
    for (String name :
        List.of(
            INITIAL_WEIGHTS,
            BEST_WEIGHTS,
            NEXT_BEST_WEIGHTS,
            RunEventLog.RESERVE,
            ModelFiles.WEIGHTS,
            Checkpoint.LATEST,
            Checkpoint.NEXT,
            Checkpoint.PREVIOUS)) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        LOG.warn("The file {} of a finished run could not be deleted", name, e);
      }
    }
  }

  /** The event of the last completed epoch, if any. */
  public Optional<JsonObject> lastEpochEvent() {
    return events().stream()
        .filter(e -> e.get("event").getAsString().equals("epoch"))
        .reduce((a, b) -> b);
  }
}
