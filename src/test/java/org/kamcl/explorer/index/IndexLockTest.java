package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

@Timeout(60)
class IndexLockTest {
  @TempDir private Path folder;

  /** Records waiting reports and can be canceled. */
  private static final class Waiter implements JobContext {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final List<Problem> reasons = new ArrayList<>();
    private int resumed;
    private volatile boolean canceled;

    @Override
    public void onProgress(ProgressStage stage, long done, long total, String item) {}

    @Override
    public void waiting(Problem reason) {
      reasons.add(reason);
      waiting.countDown();
    }

    @Override
    public void resumed() {
      resumed++;
    }

    @Override
    public boolean cancelled() {
      return canceled;
    }

    void awaitWaiting() {
      try {
        assertTrue(waiting.await(50, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static FutureTask<String> start(IndexLock lock, JobContext context) {
    FutureTask<String> task = new FutureTask<>(() -> lock.runLocked(context, () -> "worked"));
    new Thread(task).start();
    return task;
  }

  private static boolean isDone(FutureTask<String> task) {
    try {
      task.get(300, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theSecondRunWaitsForTheFirst() throws Exception {
    Path workspace = folder.resolve("not/there/yet");
    Waiter second = new Waiter();
    List<FutureTask<String>> waiting = new ArrayList<>();
    AtomicBoolean finishedEarly = new AtomicBoolean();
    String first =
        new IndexLock(workspace)
            .runLocked(
                JobContext.NONE,
                () -> {
                  waiting.add(start(new IndexLock(workspace), second));
                  second.awaitWaiting();
                  finishedEarly.set(isDone(waiting.get(0)));
                  return "first";
                });
    assertEquals("first", first);
    assertFalse(finishedEarly.get());
    assertEquals("worked", waiting.get(0).get());
    assertEquals(List.of(waiting(workspace)), second.reasons);
    assertEquals(1, second.resumed);
  }

  private static Problem waiting(Path workspace) {
    return Problem.of(IndexError.WAITING_FOR_LOCK, workspace);
  }

  /** Another process: acquires the lock, prints a line, and releases the lock after any input. */
  static final class Holder {
    private Holder() {}

    /** Expects the workspace folder as its only argument. */
    public static void main(String[] args) {
      new IndexLock(Path.of(args[0]))
          .runLocked(
              JobContext.NONE,
              () -> {
                System.out.println("locked");
                try {
                  return System.in.read();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static Process startHolder(Path workspace) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process holder =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                workspace.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("locked", holder.inputReader(StandardCharsets.UTF_8).readLine());
    return holder;
  }

  @Test
  void theLockIsReleasedWhenTheOtherProcessEndsOrIsKilled() throws Exception {
    for (boolean killed : new boolean[] {false, true}) {
      Process holder = startHolder(folder);
      try {
        Waiter waiter = new Waiter();
        FutureTask<String> task = start(new IndexLock(folder), waiter);
        waiter.awaitWaiting();
        assertFalse(isDone(task));
        if (killed) {
          holder.destroyForcibly();
        } else {
          holder.getOutputStream().close();
        }
        assertEquals("worked", task.get());
        assertEquals(List.of(waiting(folder)), waiter.reasons);
        assertEquals(1, waiter.resumed);
      } finally {
        holder.destroyForcibly();
      }
    }
  }

  @Test
  void locksOfOtherWorkspacesAreIndependent() {
    Waiter other = new Waiter();
    String both =
        new IndexLock(folder.resolve("a"))
            .runLocked(
                JobContext.NONE,
                () -> new IndexLock(folder.resolve("b")).runLocked(other, () -> "worked"));
    assertEquals("worked", both);
    assertEquals(List.of(), other.reasons);
  }

  @Test
  void waitingCanBeCanceled() {
    Waiter waiter = new Waiter();
    Exception failure =
        new IndexLock(folder)
            .runLocked(
                JobContext.NONE,
                () -> {
                  FutureTask<String> second = start(new IndexLock(folder), waiter);
                  waiter.awaitWaiting();
                  waiter.canceled = true;
                  return assertThrows(Exception.class, second::get);
                });
    assertEquals(CancellationException.class, failure.getCause().getClass());
    // The lock is free again.
    assertEquals("worked", new IndexLock(folder).runLocked(JobContext.NONE, () -> "worked"));
  }

  @Test
  void aFailureReleasesTheLock() {
    IndexLock lock = new IndexLock(folder);
    KamclException failure = new KamclException(IndexError.NO_FOLDER);
    assertEquals(
        failure,
        assertThrows(
            KamclException.class,
            () ->
                lock.runLocked(
                    JobContext.NONE,
                    () -> {
                      throw failure;
                    })));
    Waiter next = new Waiter();
    assertEquals("worked", lock.runLocked(next, () -> "worked"));
    assertEquals(List.of(), next.reasons);
  }

  @Test
  void withoutALockFileTheTaskRunsUnlocked() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a file"), "a file in place of the workspace folder");
    assertEquals("worked", new IndexLock(file).runLocked(JobContext.NONE, () -> "worked"));
  }
}
