package org.kamcl.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;

/** Creates named pipes, which Java cannot. */
public final class Pipes {
  private Pipes() {}

  /** Creates a pipe; the test is skipped on systems without them. */
  public static Path create(Path pipe) throws IOException {
    try {
      if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0) {
        return pipe;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      abort("There is no mkfifo here: " + e.getMessage());
    }
    throw new IOException("mkfifo failed: " + pipe);
  }
}
