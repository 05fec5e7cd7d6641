package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * Compares the free space of the disk with what a run is about to write, so that a full disk pauses
 * it with all its files intact.
 */
final class DiskGuard {
  /** For the log, the tables and what other programs write meanwhile. */
  private static final long MARGIN = 8L << 20;

  private static final double MEGABYTE = 1 << 20;

  private final RunFolder run;
  private final FreeSpace space;

  DiskGuard(RunFolder run, FreeSpace space) {
    this.run = run;
    this.space = space;
  }

  /** Requires space for a checkpoint as large as the last one, if there is one. */
  void requireForResume() {
    require(run.path(), Checkpoint.latestSize(run.path()));
  }

  /** Requires space for a checkpoint. */
  void requireForCheckpoint(TrainingState state) {
    require(run.path(), Checkpoint.size(state));
  }

  /** Whether a checkpoint can be written. */
  boolean hasRoomForCheckpoint(TrainingState state) {
    return shortage(run.path(), Checkpoint.size(state)).isEmpty();
  }

  /**
   * Requires space for what the end of an epoch writes.
   *
   * @param validated whether its weights can be the best
   */
  void requireForEpoch(TrainingState state, boolean validated) {
    long checkpoint = Checkpoint.size(state);
    long best = validated ? weights(state) : 0;
    // The best weights before are kept until the checkpoint is written.
    require(run.path(), checkpoint + best);
  }

  /**
   * Requires space for the model, which is first written in half precision to the run.
   *
   * @param models folder of the models
   */
  void requireForModel(TrainingState state, Path models) {
    long half = weights(state) / 2;
    require(run.path(), 2 * half);
    if (Files.isDirectory(models)) {
      require(models, half);
    }
  }

  private static long weights(TrainingState state) {
    long values = 0;
    for (ParameterSpec tensor : state.network().specs()) {
      values += state.parameters().get(tensor.name()).size();
    }
    return values * Float.BYTES;
  }

  private void require(Path folder, long bytes) {
    Optional<Problem> shortage = shortage(folder, bytes);
    if (shortage.isPresent()) {
      throw new PauseException(shortage.get());
    }
  }

  private Optional<Problem> shortage(Path folder, long bytes) {
    try {
      long needed = bytes + MARGIN;
      long free = space.of(folder);
      return free < needed ? Optional.of(problem(folder, needed, free)) : Optional.empty();
    } catch (IOException e) {
      // Some network drives do not tell; then a write that fails pauses the run.
      return Optional.empty();
    }
  }

  private static Problem problem(Path folder, long needed, long free) {
    return Problem.of(RunError.DISK_FULL, folder, rounded(needed, true), rounded(free, false));
  }

  private static long rounded(long bytes, boolean up) {
    return (long) (up ? Math.ceil(bytes / MEGABYTE) : Math.floor(bytes / MEGABYTE));
  }

  /**
   * Logs that a run is paused, if a write failed because the disk is full. Its files are as they
   * were before the write.
   *
   * @param step last step of the run
   * @param last receives the event
   * @throws RuntimeException the failure, if it has another reason
   */
  Trainer.Outcome paused(
      RuntimeException failure, RunEventLog events, long step, TrainingListener last) {
    Problem reason = full(failure).orElseThrow(() -> failure);
    events.appendOnFullDisk(TrainingEvents.paused(run, step, Optional.of(reason)), last);
    events.sync();
    return new Trainer.Outcome(Trainer.EndReason.PAUSED, Optional.empty());
  }

  /**
   * The problem of a write that failed because the disk is full; empty for other failures. Systems
   * word the reason in their language, so the free space counts as well.
   */
  private Optional<Problem> full(RuntimeException failure) {
    IOException cause = cause(failure);
    if (cause == null) {
      return Optional.empty();
    }
    Path folder = folder(cause);
    long needed = Math.max(Checkpoint.latestSize(run.path()), weightsFile()) + MARGIN;
    try {
      long free = space.of(folder);
      boolean known = isFull(cause);
      return known || free < MARGIN
          ? Optional.of(problem(folder, Math.max(needed, free + 1), free))
          : Optional.empty();
    } catch (IOException e) {
      return isFull(cause) ? Optional.of(problem(folder, needed, 0)) : Optional.empty();
    }
  }

  private long weightsFile() {
    try {
      return Files.size(run.path().resolve(RunFolder.INITIAL_WEIGHTS));
    } catch (IOException e) {
      return 0;
    }
  }

  /** The folder that could not be written, else that of the run. */
  private Path folder(IOException cause) {
    if (cause instanceof FileSystemException named && named.getFile() != null) {
      Path parent = Path.of(named.getFile()).toAbsolutePath().getParent();
      if (parent != null && Files.isDirectory(parent)) {
        return parent;
      }
    }
    return run.path();
  }

  private static boolean isFull(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }

  private static @Nullable IOException cause(RuntimeException failure) {
    if (!(failure instanceof KamclException)) {
      return null;
    }
    Throwable cause = failure.getCause();
    while (cause != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return (IOException) cause;
  }
}
