package org.kamcl.explorer.ui.train.wizard;

import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.TrainingCorpora;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * Writes the draft of a run in the background, one version at a time, so that the last one wins.
 */
final class DraftWriter {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final Consumer<Throwable> failed;
  private Optional<Consumer<TrainingCorpora>> unwritten = Optional.empty();
  private boolean writing;

  /**
   * @param failed receives what prevents a draft from being written
   */
  DraftWriter(ArchiveViewModel archive, TaskExecutor executor, Consumer<Throwable> failed) {
    this.archive = archive;
    this.executor = executor;
    this.failed = failed;
  }

  /** Writes or deletes the draft. */
  void write(Consumer<TrainingCorpora> change) {
    unwritten = Optional.of(change);
    writeNext();
  }

  private void writeNext() {
    Optional<ExplorerServices> services = archive.services();
    if (writing || unwritten.isEmpty() || services.isEmpty()) {
      return;
    }
    Consumer<TrainingCorpora> change = unwritten.get();
    unwritten = Optional.empty();
    writing = true;
    executor.run(
        () -> {
          change.accept(services.get().trainingCorpora());
          return true;
        },
        done -> {
          writing = false;
          writeNext();
        },
        failure -> {
          writing = false;
          failed.accept(failure);
        });
  }

  /** Whether nothing is being written. */
  boolean isSettled() {
    return !writing;
  }
}
