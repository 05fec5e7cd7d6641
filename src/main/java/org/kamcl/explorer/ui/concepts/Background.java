package org.kamcl.explorer.ui.concepts;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** One background task at a time: a new one cancels the one before, also while it runs. */
final class Background {
  private final TaskExecutor executor;
  private AtomicBoolean stopped = new AtomicBoolean();
  private TaskExecutor.Cancellable running = () -> {};
  private boolean busy;

  Background(TaskExecutor executor) {
    this.executor = executor;
  }

  /**
   * Starts a task.
   *
   * @param work is given whether to stop
   * @param done receives the result on the JavaFX thread
   * @param failed receives the failure on the JavaFX thread
   */
  <T> void start(Function<BooleanSupplier, T> work, Consumer<T> done, Consumer<Throwable> failed) {
    cancel();
    AtomicBoolean own = new AtomicBoolean();
    stopped = own;
    busy = true;
    running =
        executor.run(
            () -> work.apply(own::get),
            result -> {
              busy = false;
              done.accept(result);
            },
            failure -> {
              busy = false;
              if (!(failure instanceof CancellationException)) {
                failed.accept(failure);
              }
            });
  }

  /** Cancels the running task, if there is one. */
  void cancel() {
    stopped.set(true);
    running.cancel();
    busy = false;
  }

  /** Whether a task is running. */
  boolean isBusy() {
    return busy;
  }
}
