package org.kamcl.explorer.ui.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.Test;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.index.IndexError;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.job.JobRunner;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.progress.ProgressStage;

class JobsViewModelTest {
  private static final Problem LOCKED = Problem.of(IndexError.WAITING_FOR_LOCK, Path.of("home"));

  private final ManualJobRunner runner = new ManualJobRunner();
  private final long[] now = {0};
  private final JobsViewModel jobs = new JobsViewModel(runner, () -> now[0]);
  private final List<String> events = new ArrayList<>();

  /** Runs nothing; the test controls each job. */
  private static final class ManualJobRunner implements JobRunner {
    private final List<String> started = new ArrayList<>();
    private final List<JobListener<String>> listeners = new ArrayList<>();
    private final List<String> cancelRequests = new ArrayList<>();

    @Override
    @SuppressWarnings("unchecked")
    public <T> JobHandle start(Job<T> job, JobListener<T> listener) {
      started.add(((NamedJob) job).title());
      listeners.add((JobListener<String>) listener);
      return () -> cancelRequests.add(((NamedJob) job).title());
    }
  }

  private record NamedJob(String title) implements Job<String> {
    @Override
    public String run(JobContext context) {
      return title;
    }
  }

  private static Job<String> job(String title) {
    return new NamedJob(title);
  }

  private JobViewModel queued(String title) {
    return jobs.queue(
        title,
        job(title),
        result -> events.add(title + " done"),
        () -> events.add(title + " cancelled"),
        failure -> events.add(title + " failed"));
  }

  @Test
  void queuedJobsRunOneAfterAnotherHoweverTheyEnd() {
    JobViewModel first = queued("first");
    JobViewModel second = queued("second");
    JobViewModel third = queued("third");
    assertEquals(List.of("first"), runner.started);
    assertEquals(JobViewModel.State.QUEUED, second.stateProperty().get());
    assertEquals(List.of(third, second, first), jobs.running());
    runner.listeners.get(0).failed(new KamclException(LegacyError.SENTENCE, "The disk is full."));
    assertEquals(List.of("first", "second"), runner.started);
    runner.listeners.get(1).failed(new CancellationException());
    runner.listeners.get(2).succeeded("");
    assertEquals(List.of("first failed", "second cancelled", "third done"), events);
    assertEquals(List.of(), jobs.running());
    assertEquals(List.of(third, second, first), jobs.all(), "ended jobs stay listed");
    queued("fourth");
    assertEquals(4, runner.started.size(), "the queue continues after it was empty");
    jobs.clearEnded();
    assertEquals(1, jobs.all().size());
  }

  @Test
  void aQueuedJobIsCanceledWithoutStarting() {
    queued("first");
    JobViewModel second = queued("second");
    second.cancel();
    second.cancel();
    assertEquals(JobViewModel.State.CANCELLED, second.stateProperty().get());
    assertEquals(List.of("second cancelled"), events);
    runner.listeners.get(0).succeeded("");
    assertEquals(List.of("first"), runner.started);
  }

  @Test
  void aCanceledJobRunsUntilItStops() {
    JobViewModel first = queued("first");
    first.cancel();
    assertEquals(List.of("first"), runner.cancelRequests);
    assertEquals(JobViewModel.State.RUNNING, first.stateProperty().get());
  }

  @Test
  void startedJobsDoNotWaitForTheQueue() {
    queued("first");
    jobs.start("export", job("export"), result -> {}, () -> {}, failure -> {});
    assertEquals(List.of("first", "export"), runner.started);
  }

  @Test
  void estimatesTheRemainingTimeFromTheSpeed() {
    JobViewModel first = queued("first");
    runner.listeners.get(0).onProgress(ProgressStage.IMAGES, 0, 100, "a.tif");
    now[0] = 1_000_000_000L;
    runner.listeners.get(0).onProgress(ProgressStage.IMAGES, 10, 100, "b.tif");
    assertEquals(Optional.empty(), first.remainingProperty().get(), "too early for an estimate");
    now[0] = 4_000_000_000L;
    runner.listeners.get(0).onProgress(ProgressStage.IMAGES, 40, 100, "c.tif");
    assertEquals(Optional.of(Duration.ofSeconds(6)), first.remainingProperty().get());
    assertEquals(0.4, first.progressProperty().get(), 1e-9);
    assertTrue(first.total() == 100 && first.done() == 40);
    runner.listeners.get(0).onProgress(ProgressStage.IMAGES, 100, 100, "");
    assertEquals(Optional.empty(), first.remainingProperty().get());
  }

  @Test
  void aWaitingJobShowsTheReasonInTheLanguageOfTheWindow() {
    JobViewModel job = queued("index");
    ObservableValue<String> english = new JobFormatter(new Messages(Locale.ENGLISH)).progress(job);
    ObservableValue<String> chinese =
        new JobFormatter(new Messages(Locale.SIMPLIFIED_CHINESE)).progress(job);
    runner.listeners.get(0).waiting(LOCKED);
    assertEquals(ErrorText.of(LOCKED, Locale.ENGLISH), english.getValue());
    assertEquals(ErrorText.of(LOCKED, Locale.SIMPLIFIED_CHINESE), chinese.getValue());
    assertNotEquals(english.getValue(), chinese.getValue());
    assertEquals(JobViewModel.UNKNOWN, job.progressProperty().get());
    runner.listeners.get(0).resumed();
    assertEquals("", english.getValue());
  }

  @Test
  void aJobThatRepeatsAnotherWithdrawsItsOfferToResume() {
    JobViewModel stopped = queued("index");
    stopped.setRetry("folder", () -> queued("index"));
    JobViewModel other = queued("other");
    other.setRetry("other folder", () -> queued("other"));
    runner.listeners.get(0).failed(new CancellationException());
    runner.listeners.get(1).failed(new CancellationException());
    assertTrue(stopped.retryProperty().get().isPresent());
    jobs.withdrawRetries("folder");
    assertTrue(stopped.retryProperty().get().isEmpty());
    assertTrue(other.retryProperty().get().isPresent(), "another folder can still be resumed");
  }
}
