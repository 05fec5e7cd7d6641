package org.kamcl.explorer.ui.train.captioning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * Stores entries one after the other in the background, the newest state of each image. Nothing
 * waits to be stored but what changed while the entry before was written.
 */
final class EntryWriter {
  private final TaskExecutor executor;
  private final Consumer<Throwable> failed;
  private final Map<Long, Entry> waiting = new LinkedHashMap<>();
  private boolean writing;

  /**
   * @param failed receives what cannot be stored
   */
  EntryWriter(TaskExecutor executor, Consumer<Throwable> failed) {
    this.executor = executor;
    this.failed = failed;
  }

  /** Stores an entry. */
  void write(CaptioningQueue queue, Entry entry) {
    waiting.put(entry.image().id(), entry);
    if (!writing) {
      next(queue);
    }
  }

  private void next(CaptioningQueue queue) {
    if (waiting.isEmpty()) {
      return;
    }
    Long first = waiting.keySet().iterator().next();
    Entry entry = waiting.remove(first);
    writing = true;
    executor.run(
        () -> {
          queue.store(entry);
          return true;
        },
        done -> {
          writing = false;
          next(queue);
        },
        failure -> {
          writing = false;
          failed.accept(failure);
          next(queue);
        });
  }

  /** Whether nothing waits to be stored. */
  boolean isSettled() {
    return !writing && waiting.isEmpty();
  }
}
