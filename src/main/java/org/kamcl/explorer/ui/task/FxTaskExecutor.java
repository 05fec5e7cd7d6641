package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.job.JobRunner;
import org.kamcl.progress.ProgressStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window's daemon threads: a pool for short tasks, one thread per job, two threads for images
 * and a timer. Callbacks run on the JavaFX thread.
 */
public final class FxTaskExecutor implements TaskExecutor, JobRunner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FxTaskExecutor.class);

  /** The engine uses the processors; images are loaded by two more threads. */
  private static final int IMAGE_THREADS = 2;

  private static final long IDLE_SECONDS = 30;

  /** Seconds that running work is given to end when the window closes. */
  private static final long LAST_SECONDS = 5;

  /** The executors refuse work only when they are closed; events may still arrive then. */
  private static final RejectedExecutionHandler AFTER_CLOSING =
      new ThreadPoolExecutor.DiscardPolicy();

  private final Consumer<Runnable> fxThread;
  private final ThreadPoolExecutor work;
  private final ThreadPoolExecutor images;
  private final ScheduledThreadPoolExecutor clock;
  private volatile boolean closed;

  /**
   * @param fxThread runs an action on the JavaFX thread, such as {@code Platform::runLater}
   */
  public FxTaskExecutor(Consumer<Runnable> fxThread) {
    this.fxThread = fxThread;
    this.work =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            runnable -> daemon(runnable, "kamcl-window"),
            AFTER_CLOSING);
    this.images =
        new ThreadPoolExecutor(
            IMAGE_THREADS,
            IMAGE_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new NewestFirst(),
            runnable -> daemon(runnable, "kamcl-image"),
            AFTER_CLOSING);
    images.allowCoreThreadTimeOut(true);
    this.clock =
        new ScheduledThreadPoolExecutor(
            1, runnable -> daemon(runnable, "kamcl-clock"), AFTER_CLOSING);
    clock.setRemoveOnCancelPolicy(true);
  }

  /** A last-in, first-out queue: images that scrolled into view last are loaded first. */
  private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable runnable) {
      return offerFirst(runnable);
    }
  }

  private static Thread daemon(Runnable runnable, String name) {
    Thread thread = new Thread(runnable, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a callback on the JavaFX thread unless the window is closed. */
  private void onFxThread(Runnable answer) {
    fxThread.accept(
        () -> {
          if (!closed) {
            answer.run();
          }
        });
  }

  @Override
  public <T> Cancellable run(Supplier<T> task, Consumer<T> done, Consumer<Throwable> failed) {
    AtomicBoolean unwanted = new AtomicBoolean();
    work.execute(() -> perform(task, done, failed, unwanted));
    return () -> unwanted.set(true);
  }

  @Override
  public <T> Cancellable loadImage(Supplier<T> task, Consumer<T> done, Consumer<Throwable> failed) {
    AtomicBoolean unwanted = new AtomicBoolean();
    Runnable runnable = () -> perform(task, done, failed, unwanted);
    images.execute(runnable);
    return () -> {
      unwanted.set(true);
      images.remove(runnable);
    };
  }

  @Override
  public <T> Cancellable stream(
      Function<PartialResults<T>, T> task,
      Consumer<T> partial,
      Consumer<T> done,
      Consumer<Throwable> failed) {
    AtomicBoolean unwanted = new AtomicBoolean();
    AtomicReference<T> newest = new AtomicReference<>();
    PartialResults<T> partialResults =
        result -> {
          if (newest.getAndSet(result) == null) {
            answer(() -> partial.accept(newest.getAndSet(null)), unwanted);
          }
          return !unwanted.get() && !closed;
        };
    work.execute(() -> perform(() -> task.apply(partialResults), done, failed, unwanted));
    return () -> unwanted.set(true);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable action) {
    AtomicBoolean unwanted = new AtomicBoolean();
    ScheduledFuture<?> waiting =
        clock.schedule(() -> answer(action, unwanted), delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      unwanted.set(true);
      waiting.cancel(false);
    };
  }

  private <T> void perform(
      Supplier<T> task, Consumer<T> done, Consumer<Throwable> failed, AtomicBoolean unwanted) {
    if (unwanted.get()) {
      return;
    }
    try {
      T result = task.get();
      answer(() -> done.accept(result), unwanted);
    } catch (Throwable e) {
      // Throwable: also a native library that fails to load must be reported.
      logUnexpected(e);
      answer(() -> failed.accept(e), unwanted);
    }
  }

  private void answer(Runnable answer, AtomicBoolean unwanted) {
    onFxThread(
        () -> {
          if (!unwanted.get()) {
            answer.run();
          }
        });
  }

  /** Logs unexpected failures; expected ones are shown to the user. */
  private void logUnexpected(Throwable failure) {
    boolean expected =
        failure instanceof KamclException || failure instanceof CancellationException;
    if (!expected && !closed) {
      LOG.error("Work beside the window failed", failure);
    }
  }

  @Override
  public <T> JobHandle start(Job<T> job, JobListener<T> listener) {
    Context<T> context = new Context<>(listener);
    work.execute(
        () -> {
          try {
            T result = job.run(context);
            onFxThread(() -> listener.succeeded(result));
          } catch (Throwable e) {
            logUnexpected(e);
            onFxThread(() -> listener.failed(e));
          }
        });
    return () -> context.unwanted.set(true);
  }

  /** Forwards progress to the JavaFX thread, at most one pending update at a time. */
  private final class Context<T> implements JobContext {
    private final JobListener<T> listener;
    private final AtomicReference<State> newest = new AtomicReference<>();
    private final AtomicBoolean unwanted = new AtomicBoolean();

    Context(JobListener<T> listener) {
      this.listener = listener;
    }

    private record State(ProgressStage stage, long done, long total, String item) {}

    @Override
    public void onProgress(ProgressStage stage, long done, long total, String item) {
      if (newest.getAndSet(new State(stage, done, total, item)) == null) {
        onFxThread(
            () -> {
              State state = newest.getAndSet(null);
              listener.onProgress(state.stage(), state.done(), state.total(), state.item());
            });
      }
    }

    @Override
    public void waiting(Problem reason) {
      onFxThread(() -> listener.waiting(reason));
    }

    @Override
    public void resumed() {
      onFxThread(listener::resumed);
    }

    @Override
    public boolean cancelled() {
      return unwanted.get() || closed;
    }
  }

  /**
   * Cancels all work and waits briefly: a running batch is written rather than lost, and the
   * catalog is not written to while it closes.
   */
  @Override
  public void close() {
    closed = true;
    work.shutdownNow();
    images.shutdownNow();
    clock.shutdownNow();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
    try {
      for (ThreadPoolExecutor pool : List.of(work, images, clock)) {
        if (!pool.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn("Work beside the window did not end within {} s", LAST_SECONDS);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
