package org.kamcl.explorer.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** A number that differs when one of the files has changed. */
  long stamp() {
    long stamp = 0;
    for (String file : new String[] {LABELS, PROCESS, QUEUED, "run.json", "events.jsonl", "probes.json"}) {
      stamp = stamp * 31 + stamp(folder.resolve(file));
    }
    return stamp;
  }

  private static long stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file);
    } catch (IOException e) {
      return 0;
    }
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
