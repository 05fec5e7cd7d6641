package org.kamcl.explorer.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/**
 * What the explorer keeps in the folder of a run, one small file per purpose, so that programs that
 * change different things do not disturb each other. A missing or damaged file stands for its
 * default: nothing in it changes what the run computes.
 */
final class RunFiles {
  /** Output of the process of a run. */
  static final String LOG = "process.log";

  private static final String LABELS = "labels.json";
  private static final String PROCESS = "process.json";
  private static final String QUEUED = "queued.json";
  private static final String DETACHED = "detached.json";
  private static final List<String> WATCHED =
      List.of(LABELS, PROCESS, QUEUED, "run.json", "events.jsonl", "probes.json");

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path folder;
  private final String name;

  RunFiles(RunFolder run) {
    this.folder = run.path();
    this.name = run.name();
  }

  /**
   * What people call a run.
   *
   * @param title null for the name of the run
   * @param note free text
   * @param device where it runs, as on the command line
   */
  record Labels(@Nullable String title, @Nullable String note, @Nullable String device) {
    static final Labels NONE = new Labels(null, null, null);
  }

  /**
   * The process that was started for a run.
   *
   * @param pid its id
   * @param started its start by the clock of the system, milliseconds since 1970; 0 if unknown
   * @param launched when it was started, milliseconds since 1970
   */
  record Launched(long pid, long started, long launched) {}

  /**
   * A place in the queue.
   *
   * @param since when the run began to wait, milliseconds since 1970
   */
  record Queued(long since) {}

  /**
   * A process that goes on when windows are closed.
   *
   * @param pid its id
   */
  record Detached(long pid) {}

  Labels labels() {
    return read(LABELS, Labels.class).orElse(Labels.NONE);
  }

  void labels(Labels labels) {
    write(LABELS, labels);
  }

  Optional<Launched> launched() {
    return read(PROCESS, Launched.class);
  }

  void launched(Launched process) {
    write(PROCESS, process);
  }

  /** Lets the process that works on the run go on by itself. */
  void detach() {
    launched().ifPresent(process -> write(DETACHED, new Detached(process.pid())));
  }

  /** Whether the process that was started last goes on by itself. */
  boolean isDetached() {
    Optional<Detached> detached = read(DETACHED, Detached.class);
    return detached.isPresent()
        && launched().filter(process -> process.pid() == detached.get().pid()).isPresent();
  }

  Optional<Queued> queued() {
    return read(QUEUED, Queued.class);
  }

  void queue(long since) {
    write(QUEUED, new Queued(since));
  }

  void leaveQueue() {
    delete(QUEUED);
  }

  /** Deletes the output of an earlier process. */
  void forgetLog() {
    delete(LOG);
  }

  /** Forgets a process that was ended before it began with the run. */
  void forgetProcess() {
    delete(PROCESS);
  }

  private void delete(String file) {
    try {
      Files.deleteIfExists(folder.resolve(file));
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.FILE_NOT_WRITTEN, name);
    }
  }

  Path log() {
    return folder.resolve(LOG);
  }

  /**
   * The state of the files.
   *
   * @param value differs when one of them has changed
   * @param newest time of the last change, milliseconds since 1970
   */
  record Stamp(long value, long newest) {
    /** Within this time, file systems may not tell two changes apart. */
    private static final long GRANULARITY = 2_000;

    /** Whether a further change would change the value. */
    boolean isSettled() {
      return System.currentTimeMillis() - newest > GRANULARITY;
    }
  }

  /** The present state of the files. */
  Stamp stamp() {
    long value = 0;
    long newest = 0;
    for (String file : WATCHED) {
      try {
        Path path = folder.resolve(file);
        long modified = Files.getLastModifiedTime(path).toMillis();
        value = value * 31 + modified * 31 + Files.size(path);
        newest = Math.max(newest, modified);
      } catch (IOException e) {
        // It does not exist.
        value *= 31;
      }
    }
    return new Stamp(value, newest);
  }

  private <T> Optional<T> read(String file, Class<T> type) {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(RegularFiles.readString(path), type));
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  private void write(String file, Object value) {
    Path path = folder.resolve(file);
    Path part = TemporaryName.beside(path);
    try {
      Files.writeString(part, GSON.toJson(value), StandardCharsets.UTF_8);
      TemporaryName.publish(part, path);
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.FILE_NOT_WRITTEN, name);
    }
  }
}
