package org.kamcl.explorer.ui.collections;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Writes the journal of imports in the background, in the order of the calls. */
final class AsyncIndexingJournal {
  private final IndexingJournal journal;
  private final TaskExecutor taskExecutor;
  private final Consumer<Throwable> failed;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * A journal in the background.
   *
   * @param failed receives write errors; imports continue without the journal
   */
  AsyncIndexingJournal(
      IndexingJournal journal, TaskExecutor taskExecutor, Consumer<Throwable> failed) {
    this.journal = journal;
    this.taskExecutor = taskExecutor;
    this.failed = failed;
  }

  void begin(ImportRequest request) {
    write(() -> journal.begin(request));
  }

  void finish(ImportRequest request) {
    write(() -> journal.finish(request));
  }

  /** Reads the imports that were interrupted. */
  void interrupted(Consumer<IndexingJournal.Interrupted> found) {
    taskExecutor.run(journal::interrupted, found, failed);
  }

  private void write(Runnable action) {
    waiting.add(action);
    next();
  }

  /** Starts the next write when the previous one is done, so that no end precedes its begin. */
  private void next() {
    Runnable action = writing ? null : waiting.poll();
    if (action == null) {
      return;
    }
    writing = true;
    taskExecutor.run(
        () -> {
          action.run();
          return true;
        },
        written -> written(),
        failure -> {
          failed.accept(failure);
          written();
        });
  }

  private void written() {
    writing = false;
    next();
  }
}
