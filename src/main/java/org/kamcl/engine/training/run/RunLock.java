package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;

/** The lock of the process that works on a run. The system takes it from a process that dies. */
public final class RunLock {
  private static final String FILE = "lock";
  private static final int ATTEMPTS = 20;

  /** Nanoseconds between two attempts. */
  private static final long PAUSE = 10_000_000;

  private final Path folder;

  /**
   * @param folder of the run
   */
  RunLock(Path folder) {
    this.folder = folder;
  }

  /** Whether a process works on the run. */
  public boolean isTaken() {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs an action with the lock.
   *
   * @throws KamclException if another process holds it
   */
  <T> T hold(Supplier<T> work) {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!take(channel)) {
        throw taken();
      }
      // The lock is released with the channel or the process.
      return work.get();
    } catch (OverlappingFileLockException e) {
      throw taken();
    } catch (IOException e) {
      throw new KamclException(e, RunError.FOLDER_NOT_WRITABLE, folder);
    }
  }

  /**
   * Takes the lock. Who looks whether it is taken holds it for a moment: it is tried for a while.
   */
  private static boolean take(FileChannel channel) throws IOException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        if (channel.tryLock() != null) {
          return true;
        }
      } catch (OverlappingFileLockException e) {
        // A part of this program has it.
      }
      LockSupport.parkNanos(PAUSE);
    }
    return channel.tryLock() != null;
  }

  private KamclException taken() {
    return new KamclException(RunError.RUN_IN_USE, String.valueOf(folder.getFileName()));
  }
}
