package org.kamcl.explorer.ui.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.job.JobRunner;
import org.kamcl.progress.ProgressStage;

class FxTaskExecutorTest {
  private static final long SECONDS = 20;

  /** Actions for the JavaFX thread; the test plays that thread. */
  private final BlockingQueue<Runnable> drawing = new LinkedBlockingQueue<>();

  private final FxTaskExecutor tasks = new FxTaskExecutor(drawing::add);

  @AfterEach
  void close() {
    tasks.close();
  }

  private void drawNext() throws InterruptedException {
    Runnable next = drawing.poll(SECONDS, TimeUnit.SECONDS);
    assertTrue(next != null, "an action is posted in time");
    next.run();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void loadsTheNewestImageFirstAndSkipsCanceledOnes() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    List<CountDownLatch> ends = List.of(new CountDownLatch(1), new CountDownLatch(1));
    List<String> shown = new ArrayList<>();
    for (CountDownLatch end : ends) {
      tasks.loadImage(
          () -> {
            busy.countDown();
            await(end);
            return "first";
          },
          shown::add,
          failure -> {});
    }
    await(busy);
    for (String name : List.of("old", "unwanted", "new")) {
      TaskExecutor.Cancellable cancellable = tasks.loadImage(() -> name, shown::add, failure -> {});
      if (name.equals("unwanted")) {
        cancellable.cancel();
      }
    }
    // Only one thread is released, so that the order is deterministic.
    ends.get(0).countDown();
    for (int i = 0; i < 3; i++) {
      drawNext();
    }
    assertEquals(List.of("first", "new", "old"), shown);
    ends.get(1).countDown();
    drawNext();
    assertEquals(4, shown.size());
    assertTrue(drawing.isEmpty());
  }

  @Test
  void resultsAfterCancellationAreDropped() throws InterruptedException {
    List<String> shown = new ArrayList<>();
    TaskExecutor.Cancellable cancellable = tasks.run(() -> "late", shown::add, failure -> {});
    Runnable answer = drawing.poll(SECONDS, TimeUnit.SECONDS);
    cancellable.cancel();
    answer.run();
    assertEquals(List.of(), shown);
  }

  @Test
  void failuresAreReported() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    tasks.run(
        () -> {
          throw new KamclException(LegacyError.SENTENCE, "The file is gone.");
        },
        result -> {},
        failures::add);
    drawNext();
    assertEquals("The file is gone.", failures.get(0).getMessage());
  }

  @Test
  void aJobReportsProgressAndStopsOnRequest() throws InterruptedException {
    CountDownLatch reported = new CountDownLatch(1);
    Job<String> endless =
        new Job<>() {
          @Override
          public String run(JobContext context) {
            for (int i = 1; ; i++) {
              context.checkCancelled();
              context.onProgress(ProgressStage.IMAGES, i, 0, "piece " + i);
              reported.countDown();
              Thread.onSpinWait();
            }
          }
        };
    JobsViewModel jobs = new JobsViewModel(tasks);
    List<String> ends = new ArrayList<>();
    JobViewModel job =
        jobs.start(
            "Endless", endless, ends::add, () -> ends.add("cancelled"), f -> ends.add("failed"));
    await(reported);
    drawNext();
    assertTrue(job.messageProperty().get().startsWith("piece"));
    assertEquals(JobViewModel.UNKNOWN, job.progressProperty().get());
    assertEquals(1, jobs.running().size());
    job.cancel();
    while (ends.isEmpty()) {
      drawNext();
    }
    assertEquals(List.of("cancelled"), ends);
    assertEquals(0, jobs.running().size());
  }

  @Test
  void aJobThatCancelsItselfIsReportedAsCanceled() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    tasks.start(
        context -> {
          throw new CancellationException();
        },
        new JobRunner.JobListener<String>() {
          @Override
          public void succeeded(String result) {}

          @Override
          public void failed(Throwable failure) {
            failures.add(failure);
          }
        });
    drawNext();
    assertInstanceOf(CancellationException.class, failures.get(0));
  }

  @Test
  void closingWaitsForARunningBatch() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean written = new AtomicBoolean();
    tasks.run(
        () -> {
          started.countDown();
          long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          written.set(true);
          return "done";
        },
        done -> {},
        failed -> {});
    assertTrue(started.await(SECONDS, TimeUnit.SECONDS));

    tasks.close();

    assertTrue(written.get());
  }
}
