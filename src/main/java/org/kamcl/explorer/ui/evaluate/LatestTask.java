package org.kamcl.explorer.ui.evaluate;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** One short background task at a time: the callbacks of an earlier one are not called. */
final class LatestTask {
  private final TaskExecutor executor;
  private TaskExecutor.Cancellable running = () -> {};
  private boolean busy;

  LatestTask(TaskExecutor executor) {
    this.executor = executor;
  }

  <T> void start(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    running.cancel();
    busy = true;
    running =
        executor.run(
            work,
            result -> {
              busy = false;
              done.accept(result);
            },
            failure -> {
              busy = false;
              failed.accept(failure);
            });
  }

  void cancel() {
    running.cancel();
    busy = false;
  }

  boolean isBusy() {
    return busy;
  }
}
