package org.kamcl.explorer.ui.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.job.JobRunner;

/** Does everything at once on the calling thread, or holds work until it is told to go on. */
public final class DirectBackground implements Background, JobRunner {
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;

  /** From now on work waits for {@link #release}. */
  public void hold() {
    holding = true;
  }

  /** Does what waits, in its order. */
  public void release() {
    holding = false;
    List<Runnable> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(Runnable::run);
  }

  @Override
  public <T> Pending run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    boolean[] wanted = {true};
    Runnable task =
        () -> {
          if (!wanted[0]) {
            return;
          }
          try {
            done.accept(work.get());
          } catch (ExplorerException e) {
            failed.accept(e);
          }
        };
    if (holding) {
      held.add(task);
    } else {
      task.run();
    }
    return () -> wanted[0] = false;
  }

  @Override
  public <T> Pending picture(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    return run(work, done, failed);
  }

  @Override
  public <T> Running start(Job<T> job, JobListener<T> listener) {
    JobContext context =
        new JobContext() {
          @Override
          public void progress(long done, long total, String message) {
            listener.progress(done, total, message);
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    Pending pending =
        run(() -> job.run(context), listener::done, failure -> listener.failed(failure));
    return pending::cancel;
  }
}
