package org.kamcl.engine.corpus;

import java.nio.file.Path;

/**
 * Something in a corpus that could not be used as it stands.
 *
 * @param file the file that says so
 * @param line from 1; 0 if it concerns the file as a whole
 * @param message what is wrong and what was done instead
 */
public record CorpusProblem(Path file, int line, String message) {
  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line : file.toString()) + ": " + message;
  }
}
