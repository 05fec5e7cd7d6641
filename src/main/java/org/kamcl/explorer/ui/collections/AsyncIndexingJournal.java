package org.kamcl.explorer.ui.collections;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Notes what is being added, in the background and in the order in which it happens. */
final class AsyncIndexingJournal {
  private final IndexingJournal log;
  private final TaskExecutor taskExecutor;
  private final Consumer<Throwable> failed;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param failed hears of notes that could not be written; adding goes on without them
   */
  AsyncIndexingJournal(IndexingJournal log, TaskExecutor taskExecutor, Consumer<Throwable> failed) {
    this.log = log;
    this.taskExecutor = taskExecutor;
    this.failed = failed;
  }

  private static IndexingJournal.Entry entry(ImportRequest importRequest) {
    return new IndexingJournal.Entry(importRequest.paths(), importRequest.locationTable());
  }

  void begin(ImportRequest importRequest) {
    note(() -> log.begin(entry(importRequest)));
  }

  void end(ImportRequest importRequest) {
    note(() -> log.finish(entry(importRequest)));
  }

  /** Tells what was not finished by a program that is gone. */
  void unfinished(Consumer<List<ImportRequest>> found) {
    taskExecutor.run(
        () ->
            log.interrupted().stream()
                .map(e -> new ImportRequest(e.paths(), e.locationTable()))
                .toList(),
        found,
        failed);
  }

  private void note(Runnable action) {
    waiting.add(action);
    next();
  }

  /** One after the other, or the end of something could be written before its beginning. */
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
