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
  private final Deque<Write> waiting = new ArrayDeque<>();
  private boolean writing;

  private record Write(Runnable action, Runnable then) {}

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
    begin(request, () -> {});
  }

  /**
   * @param then runs once the import is in the journal, or could not be written
   */
  void begin(ImportRequest request, Runnable then) {
    write(() -> journal.begin(request), then);
  }

  void finish(ImportRequest request) {
    write(() -> journal.finish(request), () -> {});
  }

  /** Reads the imports that were interrupted. */
  void interrupted(Consumer<IndexingJournal.Interrupted> found) {
    taskExecutor.run(journal::interrupted, found, failed);
  }

  private void write(Runnable action, Runnable then) {
    waiting.add(new Write(action, then));
    next();
  }

  /** Starts the next write when the previous one is done, so that no end precedes its begin. */
  private void next() {
    Write write = writing ? null : waiting.poll();
    if (write == null) {
      return;
    }
    writing = true;
    taskExecutor.run(
        () -> {
          write.action.run();
          return true;
        },
        written -> written(write),
        failure -> {
          failed.accept(failure);
          written(write);
        });
  }

  private void written(Write write) {
    writing = false;
    write.then.run();
    next();
  }
}
