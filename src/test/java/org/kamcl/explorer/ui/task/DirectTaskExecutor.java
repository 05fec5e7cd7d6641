package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.job.JobRunner;
import org.kamcl.progress.ProgressStage;

/** Runs everything on the calling thread, or holds work until it is released. */
public final class DirectTaskExecutor implements TaskExecutor, JobRunner {
  private final List<Runnable> held = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private boolean holding;

  /** Holds work until {@link #release}. */
  public void hold() {
    holding = true;
  }

  /** Runs the held work, in order. */
  public void release() {
    holding = false;
    step();
  }

  /** Runs the held work, in order, and holds the work that it starts. */
  public void step() {
    List<Runnable> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(Runnable::run);
  }

  /** The delays of all actions scheduled so far. */
  public List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** Runs the scheduled actions, in order. */
  public void runScheduled() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable action) {
    boolean[] active = {true};
    delays.add(delay);
    later.add(
        () -> {
          if (active[0]) {
            action.run();
          }
        });
    return () -> active[0] = false;
  }

  @Override
  public <T> Cancellable stream(
      Function<PartialResults<T>, T> work,
      Consumer<T> partial,
      Consumer<T> done,
      Consumer<Throwable> failed) {
    boolean[] active = {true};
    PartialResults<T> partialResults =
        value -> {
          if (active[0]) {
            partial.accept(value);
          }
          return active[0];
        };
    Cancellable own = run(() -> work.apply(partialResults), done, failed);
    return () -> {
      active[0] = false;
      own.cancel();
    };
  }

  @Override
  public <T> Cancellable run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    boolean[] active = {true};
    Runnable task =
        () -> {
          if (!active[0]) {
            return;
          }
          try {
            T result = work.get();
            if (active[0]) {
              done.accept(result);
            }
          } catch (KamclException e) {
            failed.accept(e);
          }
        };
    if (holding) {
      held.add(task);
    } else {
      task.run();
    }
    return () -> active[0] = false;
  }

  @Override
  public <T> Cancellable loadImage(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    return run(work, done, failed);
  }

  @Override
  public <T> JobHandle start(Job<T> job, JobListener<T> listener) {
    JobContext context =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {
            listener.onProgress(stage, done, total, item);
          }

          @Override
          public void waiting(Problem reason) {
            listener.waiting(reason);
          }

          @Override
          public void resumed() {
            listener.resumed();
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    Cancellable cancellable =
        run(() -> job.run(context), listener::succeeded, failure -> listener.failed(failure));
    return cancellable::cancel;
  }
}
