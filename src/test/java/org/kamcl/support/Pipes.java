package org.kamcl.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.OS;

/** Creates named pipes, which Java cannot. */
public final class Pipes {
  private Pipes() {}

  /** Creates a pipe; the test is skipped on systems without them. */
  public static Path create(Path pipe) throws IOException {
    Optional<Path> created = ifPossible(pipe);
    assumeTrue(created.isPresent(), "Windows has no named pipes among its files");
    return created.orElseThrow();
  }

  /** A pipe, which may exist; empty on systems without them. */
  public static Optional<Path> ifPossible(Path pipe) throws IOException {
    if (OS.WINDOWS.isCurrentOs()) {
      return Optional.empty();
    }
    try {
      if (Files.exists(pipe)
          || new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0) {
        return Optional.of(pipe);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("mkfifo failed: " + pipe);
  }
}
