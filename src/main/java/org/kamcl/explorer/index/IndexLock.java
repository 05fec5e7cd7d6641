package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Allows one process at a time to index into a workspace. The catalog supports several writers, but
 * both would embed the same images; the second process waits and finds them embedded.
 */
final class IndexLock {
  /** Name of the file in a workspace that the program whose turn it is has locked. */
  static final String FILE_NAME = "index.lock";

  private static final Logger LOG = LoggerFactory.getLogger(IndexLock.class);

  /**
   * Workspaces into which this program indexes. The system's lock belongs to the whole process, and
   * goes when any channel of the file is closed in it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path folder;

  /**
   * @param folder of the workspace; need not exist
   */
  IndexLock(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Works when no other program indexes into the workspace.
   *
   * @throws CancellationException if the job is to stop before its turn comes
   */
  <T> T runLocked(JobContext context, Supplier<T> work) {
    boolean waited = false;
    while (!HELD.add(folder)) {
      waited = pause(context, waited);
    }
    try {
      Optional<FileChannel> channel = locked(context, waited);
      try {
        return work.get();
      } finally {
        // The lock goes with the channel, or with the process.
        channel.ifPresent(IndexLock::close);
      }
    } finally {
      HELD.remove(folder);
    }
  }

  private Optional<FileChannel> locked(JobContext context, boolean waited) {
    FileChannel channel = null;
    try {
      channel = open();
      lock(channel, context, waited);
      return Optional.of(channel);
    } catch (IOException e) {
      // A read-only catalog reports its own error; some network drives do not support locks.
      LOG.debug("No lock in {}", folder, e);
      close(channel);
      return Optional.empty();
    } catch (CancellationException e) {
      close(channel);
      throw e;
    }
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("A lock could not be closed", e);
    }
  }

  private FileChannel open() throws IOException {
    PrivateFiles.createFolders(folder);
    return FileChannel.open(
        folder.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void lock(FileChannel channel, JobContext context, boolean before) throws IOException {
    boolean waited = before;
    while (channel.tryLock() == null) {
      waited = pause(context, waited);
    }
    if (waited) {
      context.resumed();
    }
  }

  /** Waits briefly, and reports the wait the first time. */
  private boolean pause(JobContext context, boolean told) {
    if (!told) {
      context.waiting(Problem.of(IndexError.WAITING_FOR_LOCK, folder));
    }
    LockSupport.parkNanos(PAUSE);
    context.checkCancelled();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    return true;
  }
}
